package io.portage.gateway.sync.burst;

import io.portage.gateway.headers.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mutation of a burst, as it was written: what it asks for, and what it has to wait for.
///
/// @param method HTTP method
/// @param target path and query, references not yet resolved
/// @param payload the payload as it was written; null where there is none
/// @param queuedAt as in `X-Queued-At`
/// @param sentAt as in `X-Sent-At`; null where it is not given
/// @param correlationId as in `X-Correlation-Id`; null where one is to be minted
/// @param aggregate what it changes: the items of one run one after the other; null for nothing in particular
/// @param dependsOn the mutation without which it makes no sense; null for none
/// @param references what it takes from the answers of others
record Item(
        String method,
        String target,
        @Nullable String payload,
        String queuedAt,
        @Nullable String sentAt,
        @Nullable String correlationId,
        @Nullable String aggregate,
        @Nullable Key dependsOn,
        List<Reference> references) {
    Item {
        references = List.copyOf(references);
    }

    /// Every mutation that must have taken effect before this one.
    Set<Key> parents() {
        var parents = new LinkedHashSet<Key>();
        if (dependsOn != null) {
            parents.add(dependsOn);
        }
        references.forEach(reference -> parents.add(reference.key()));
        return parents;
    }
}
