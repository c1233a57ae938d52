/// Tests of the package of the same name.
@NullMarked
package io.portage.kong.cli;

import org.jspecify.annotations.NullMarked;
