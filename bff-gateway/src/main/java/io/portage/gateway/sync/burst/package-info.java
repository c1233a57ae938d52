/// A whole outbox in one request: what stands in it, what waits for what, and what became of each mutation.
@NullMarked
package io.portage.gateway.sync.burst;

import org.jspecify.annotations.NullMarked;
