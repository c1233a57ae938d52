/// Which instance of each plugin runs for a request, and in which order.
@NullMarked
package io.portage.kong.effective;

import org.jspecify.annotations.NullMarked;
