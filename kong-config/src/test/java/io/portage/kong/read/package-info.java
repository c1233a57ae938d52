/// Tests of the package of the same name.
@NullMarked
package io.portage.kong.read;

import org.jspecify.annotations.NullMarked;
