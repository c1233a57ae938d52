/// Tests of the package of the same name.
@NullMarked
package io.portage.kong.report;

import org.jspecify.annotations.NullMarked;
