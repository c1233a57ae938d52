/// Which route takes a request, and which routes are in each other's way.
@NullMarked
package io.portage.kong.router;

import org.jspecify.annotations.NullMarked;
