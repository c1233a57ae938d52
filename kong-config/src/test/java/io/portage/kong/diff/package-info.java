/// Tests of the package of the same name.
@NullMarked
package io.portage.kong.diff;

import org.jspecify.annotations.NullMarked;
