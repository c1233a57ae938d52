/// Which instances run, case by case.
@NullMarked
package io.portage.kong.effective;

import org.jspecify.annotations.NullMarked;
