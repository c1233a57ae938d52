package io.portage.contract;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One operation of one service, with every rule that the sync contract has for it.
///
/// @param id stable name, such as `order.create`; routes, metrics and records are named after it
/// @param service the owning service
/// @param method HTTP method
/// @param path path template, equal at the gateway and at the service
/// @param source where the rule comes from, for readers
/// @param key idempotency key rule
/// @param queue offline queue rule
/// @param version where the body names the version that the change was based on; null where it names none
/// @param dedupe what the owning service recognises by itself
/// @param noEffect which answers leave the key free
/// @param delegation where the body of a mutation names the patient that is acted for; null where nobody can be
/// @param module licensed module the operation belongs to; null for none
/// @param roles roles of which the caller needs one
/// @param scopes scopes that the caller needs, all of them
/// @param sizeLimit largest body in bytes
/// @param mediaTypes accepted media types, `type/*` included; empty where the operation has no body
/// @param timeout how long the service may take to answer
/// @param duplicateWait how long a duplicate waits for the answer of the request that is still running; zero for not
/// @param afterRetention what a key means once its answer is no longer kept
/// @param onStoreFailure what happens to a keyed mutation while the store is away
/// @param projection what the gateway adds to a read
public record Operation(
        String id,
        String service,
        String method,
        PathTemplate path,
        String source,
        KeyRule key,
        QueueRule queue,
        @Nullable JsonPointer version,
        Dedupe dedupe,
        NoEffect noEffect,
        @Nullable JsonPointer delegation,
        @Nullable String module,
        Set<String> roles,
        Set<String> scopes,
        long sizeLimit,
        List<String> mediaTypes,
        Duration timeout,
        Duration duplicateWait,
        AfterRetention afterRetention,
        OnStoreFailure onStoreFailure,
        Projection projection) {

    /// What a key means once its answer is no longer kept.
    public enum AfterRetention {
        /// A repeat is told that it took effect.
        TOMBSTONE,
        /// A repeat that was not queued is a new mutation.
        NEW_RECORD
    }

    /// What happens to a keyed mutation while the store is away.
    public enum OnStoreFailure {
        REJECT,
        /// Forward without a record: only where the service itself recognises a repeat.
        FORWARD
    }

    public Operation {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
        mediaTypes = List.copyOf(mediaTypes);
    }

    /// Whether the operation changes something; reads skip body, verdict, claim and record.
    public boolean mutates() {
        return !method.equals("GET");
    }

    @Override
    public String toString() {
        return id + " (" + method + " " + path + ")";
    }
}
