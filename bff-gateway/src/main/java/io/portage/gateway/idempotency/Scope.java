package io.portage.gateway.idempotency;

import io.portage.gateway.headers.Key;

/// Whose key it is: no caller ever meets another's record.
///
/// @param tenant the caller's tenant, from the verified token
/// @param subject the caller
/// @param key the key
public record Scope(String tenant, String subject, Key key) {}
