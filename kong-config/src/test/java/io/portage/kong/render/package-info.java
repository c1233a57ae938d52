@NullMarked
package io.portage.kong.render;

import org.jspecify.annotations.NullMarked;
