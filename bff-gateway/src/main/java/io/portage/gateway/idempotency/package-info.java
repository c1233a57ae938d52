/// What is known of a key: claims, records and the store they are kept in.
@NullMarked
package io.portage.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
