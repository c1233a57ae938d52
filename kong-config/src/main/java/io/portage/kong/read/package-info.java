/// A Kong file as values that know where they stand.
@NullMarked
package io.portage.kong.read;

import org.jspecify.annotations.NullMarked;
