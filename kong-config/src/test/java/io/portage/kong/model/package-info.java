/// Tests of the package of the same name.
@NullMarked
package io.portage.kong.model;

import org.jspecify.annotations.NullMarked;
