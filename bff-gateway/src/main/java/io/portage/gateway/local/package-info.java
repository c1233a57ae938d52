/// What only a developer's machine has: a clock that can be moved, and open CORS.
@NullMarked
package io.portage.gateway.local;

import org.jspecify.annotations.NullMarked;
