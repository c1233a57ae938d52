/// Revocations that several gateways share.
@NullMarked
package io.portage.gateway.caller.revocation.redis;

import org.jspecify.annotations.NullMarked;
