package io.portage.bench.phones;

/// Whose phone it is.
///
/// @param token of its user, who has no other phone
record Owner(String tenant, String token) {}
