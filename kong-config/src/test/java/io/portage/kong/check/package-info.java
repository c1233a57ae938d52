/// Tests of the package of the same name.
@NullMarked
package io.portage.kong.check;

import org.jspecify.annotations.NullMarked;
