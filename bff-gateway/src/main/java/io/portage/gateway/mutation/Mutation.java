package io.portage.gateway.mutation;

import io.portage.contract.Dedupe.Carrier;
import io.portage.contract.Operation;
import io.portage.contract.Operation.OnStoreFailure;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.delegation.Delegations;
import io.portage.gateway.headers.Key;
import io.portage.gateway.headers.SyncHeader;
import io.portage.gateway.idempotency.Fingerprint;
import io.portage.gateway.idempotency.Provenance;
import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.offline.OfflineVerdict;
import io.portage.gateway.upstream.NotAfter;
import io.portage.gateway.upstream.UpstreamRequest;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mutation that is ready to run: everything about it is known, and nothing of it hangs on the client's connection.
///
/// @param operation what it does
/// @param caller who asks for it
/// @param key its key; null where it has none
/// @param carriers by what the service would recognise this very request
/// @param fingerprint what it is, apart from its key
/// @param verdict whether it may have waited as long as it did
/// @param delegation for whom it is made; null where for nobody else
/// @param request as it goes to the service
/// @param correlationId its id in header, body and log
record Mutation(
        Operation operation,
        Caller caller,
        @Nullable Key key,
        Set<Carrier> carriers,
        Fingerprint fingerprint,
        OfflineVerdict verdict,
        Delegations.@Nullable Question delegation,
        UpstreamRequest request,
        String correlationId) {
    /// The service may have begun to forget before its window ends: its clock is not ours.
    private static final Duration WINDOW_MARGIN = Duration.ofHours(1);

    /// Whether it may be sent once more after an attempt of which nobody knows the outcome.
    Redrive redrive() {
        if (carriers.contains(Carrier.VERSION)) {
            return new Redrive.Always();
        }
        return carriers.isEmpty()
                ? new Redrive.Never()
                : new Redrive.Within(operation.dedupe().window().minus(WINDOW_MARGIN));
    }

    /// How the header spells the key, where that alone tells the service of a repeat: `abc` and `"abc"` are one key
    /// here, and two to some services.
    String spelling() {
        var line = request.header(SyncHeader.IDEMPOTENCY_KEY.header());
        return line != null && carriers.equals(Set.of(Carrier.HEADER)) ? line : "";
    }

    boolean isRecognisedByService() {
        return !carriers.isEmpty();
    }

    /// What its answer is for.
    Provenance provenance() {
        return new Provenance(operation.id(), delegation == null ? null : delegation.patient());
    }

    /// Whether it is sent without a record where the store is away.
    boolean isForwardedWithoutStore() {
        return operation.onStoreFailure() == OnStoreFailure.FORWARD
                && isRecognisedByService()
                && verdict instanceof OfflineVerdict.Allowed;
    }

    /// The same, which no longer leaves later than this.
    Mutation leaving(NotAfter notAfter) {
        return new Mutation(
                operation,
                caller,
                key,
                carriers,
                fingerprint,
                verdict,
                delegation,
                request.notAfter(notAfter),
                correlationId);
    }
}
