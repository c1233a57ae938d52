/// Tests of the package of the same name.
@NullMarked
package io.portage.kong.catalogue;

import org.jspecify.annotations.NullMarked;
