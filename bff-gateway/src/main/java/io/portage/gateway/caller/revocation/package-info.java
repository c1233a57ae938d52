/// Which tokens no longer count, although they have not expired?
@NullMarked
package io.portage.gateway.caller.revocation;

import org.jspecify.annotations.NullMarked;
