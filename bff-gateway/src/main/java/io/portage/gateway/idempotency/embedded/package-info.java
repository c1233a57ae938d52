/// The idempotency store of one process: bounded, and forgotten on restart.
@NullMarked
package io.portage.gateway.idempotency.embedded;

import org.jspecify.annotations.NullMarked;
