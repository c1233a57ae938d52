package io.portage.gateway.idempotency.model;

import java.util.function.Supplier;

/// One thing that may happen next.
///
/// @param event as a line of a trace
/// @param world what comes of it; throws a [Violation] where that breaks a law
record Move(String event, Supplier<World> world) {}
