/// What the idempotency engine adds to a forwarded POST, side by side in one run.
@NullMarked
package io.portage.bench.engine;

import org.jspecify.annotations.NullMarked;
