package io.portage.kong.jwks;

/// A public key, as an entry of Kong's `jwt_secrets`.
///
/// @param kid its name in tokens, which is the entry's `key`
/// @param algorithm such as `RS256`: Kong takes no other one for this key
/// @param pem the entry's `rsa_public_key`, which holds keys of any kind
public record RealmKey(String kid, String algorithm, String pem) {}
