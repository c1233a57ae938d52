/// What Kong itself would refuse a file for.
@NullMarked
package io.portage.kong.check;

import org.jspecify.annotations.NullMarked;
