/// What becomes of headers, case by case.
@NullMarked
package io.portage.kong.flow;

import org.jspecify.annotations.NullMarked;
