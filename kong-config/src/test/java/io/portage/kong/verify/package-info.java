/// Tests of the package of the same name.
@NullMarked
package io.portage.kong.verify;

import org.jspecify.annotations.NullMarked;
