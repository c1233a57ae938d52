/// The claim protocol as a small world that is explored to its end: every order of events, every crash and delay.
@NullMarked
package io.portage.gateway.idempotency.model;

import org.jspecify.annotations.NullMarked;
