package io.portage.gateway.caller.revocation;

import java.util.List;

/// What a token can be revoked by.
///
/// @param names hashed, one for each of its session, its id and its subject
/// @param issuedAt milliseconds since 1970; before all times where the token does not say
public record Marks(List<String> names, long issuedAt) {
    public Marks {
        names = List.copyOf(names);
    }
}
