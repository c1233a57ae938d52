package io.portage.bench.load;

import org.jspecify.annotations.Nullable;

/// What every answer of a lane must be, so that nobody measures how fast errors are.
///
/// @param status the HTTP status
/// @param idempotencyStatus the header `Idempotency-Status`; null for none
/// @param bodyBytes length of the body
public record Expected(int status, @Nullable String idempotencyStatus, int bodyBytes) {}
