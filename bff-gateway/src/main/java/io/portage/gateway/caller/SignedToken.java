package io.portage.gateway.caller;

import io.portage.gateway.caller.keys.IssuerKeys;
import io.portage.gateway.caller.keys.VerificationKey;

/// A token that an issuer of ours signed. What it is for is not known yet.
///
/// @param issuer who signed it
/// @param signer by which of its keys
record SignedToken(TokenHeader header, TokenClaims claims, String issuer, Signer signer) {
    /// @param keys the issuer's keys
    /// @param id the id of the one that signed
    /// @param key the one that signed
    record Signer(IssuerKeys keys, String id, VerificationKey key) {
        /// Whether the issuer still has that key: by withdrawing it, it takes back what was signed with it.
        boolean isTrusted() {
            return keys.holds(id, key);
        }
    }
}
