/// Sessions on Redis, which several gateways share.
@NullMarked
package io.portage.gateway.session.redis;

import org.jspecify.annotations.NullMarked;
