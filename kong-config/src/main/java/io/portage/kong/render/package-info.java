/// From the files we ship to a file that Kong, decK or Kubernetes takes.
@NullMarked
package io.portage.kong.render;

import org.jspecify.annotations.NullMarked;
