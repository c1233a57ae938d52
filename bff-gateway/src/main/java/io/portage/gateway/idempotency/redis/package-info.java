/// The idempotency store that several gateways share, on Redis through Redisson.
@NullMarked
package io.portage.gateway.idempotency.redis;

import org.jspecify.annotations.NullMarked;
