/// What only a developer's machine has: a clock that can be moved, open CORS, and a page to read the API by.
@NullMarked
package io.portage.gateway.local;

import org.jspecify.annotations.NullMarked;
