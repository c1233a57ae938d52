/// The one way to Redis, for all that is kept there.
@NullMarked
package io.portage.gateway.redis;

import org.jspecify.annotations.NullMarked;
