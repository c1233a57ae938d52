/// Tests of the package of the same name.
@NullMarked
package io.portage.kong.waiver;

import org.jspecify.annotations.NullMarked;
