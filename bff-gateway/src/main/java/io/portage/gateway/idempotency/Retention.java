package io.portage.gateway.idempotency;

import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import java.time.Duration;

/// How long what is known of a key is kept.
///
/// @param response an answer, from its completion: the contract's retention and the clock allowance
/// @param tombstone the fact that it took effect, from its completion
public record Retention(Duration response, Duration tombstone) {
    /// What a contract and the settings come to.
    ///
    /// @throws IllegalStateException where a late retry could be taken for a new mutation
    public static Retention of(SyncContract contract, Settings.Idempotency settings) {
        var response = contract.retention().plus(settings.clockAllowance());
        var latestRetry = contract.longestQueueAge().plus(settings.clockAllowance());
        if (response.compareTo(latestRetry) < 0) {
            throw new IllegalStateException("retention: " + response + " (expected: >= " + latestRetry
                    + ", the longest queue age plus the clock allowance)");
        }
        if (settings.tombstone().compareTo(response) < 0) {
            throw new IllegalStateException("portage.idempotency.tombstone: " + settings.tombstone() + " (expected: >= "
                    + response + ", for which the answer itself is kept)");
        }
        return new Retention(response, settings.tombstone());
    }
}
