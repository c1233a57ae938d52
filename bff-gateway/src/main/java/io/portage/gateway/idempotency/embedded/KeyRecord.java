package io.portage.gateway.idempotency.embedded;

import io.portage.gateway.idempotency.Fingerprint;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.offline.OfflineVerdict.Allowed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of one key.
sealed interface KeyRecord {
    Fingerprint fingerprint();

    /// When the record may be forgotten.
    Instant until();

    /// How the attempt with this fence ended; null where it did not, or where nobody said how.
    @Nullable
    End end();

    /// Who ended an attempt, and with which word: said once more, it is answered as it was the first time.
    record End(String owner, Word word) {}

    /// With what an owner ends its attempt.
    enum Word {
        COMPLETED,
        COMPLETED_WITHOUT_ANSWER,
        RELEASED,
        ABANDONED;

        static Word completed(@Nullable StoredResponse response) {
            return response == null ? COMPLETED_WITHOUT_ANSWER : COMPLETED;
        }

        End by(String owner) {
            return new End(owner, this);
        }
    }

    /// Nothing happened yet; the verdict that let the request in is kept.
    record Free(
            Fingerprint fingerprint,
            Allowed verdict,
            long fence,
            @Nullable End end,
            Instant until) implements KeyRecord {}

    /// It is running.
    ///
    /// @param firstAttempt when the first attempt of which the outcome may matter was claimed
    /// @param redriven whether an earlier attempt may have taken effect already
    /// @param spelling the key as the header spelled it, where the service knows it by nothing else
    /// @param before what is still known of an earlier mutation with this key, which took effect; null for none
    record InFlight(
            Fingerprint fingerprint,
            Allowed verdict,
            String owner,
            long fence,
            Instant firstAttempt,
            boolean redriven,
            String spelling,
            @Nullable Tombstone before,
            Instant leaseEnd,
            Instant until)
            implements KeyRecord {
        @Override
        public @Nullable End end() {
            return null;
        }
    }

    /// It took effect and the answer is kept until `bodyUntil`.
    record Completed(
            Fingerprint fingerprint,
            long fence,
            @Nullable End end,
            Instant firstAttempt,
            StoredResponse response,
            Instant bodyUntil,
            Instant until)
            implements KeyRecord {}

    /// It took effect; the answer is not kept.
    ///
    /// @param agedFrom from when on the answer would no longer be kept in any case
    record Tombstone(
            Fingerprint fingerprint,
            long fence,
            @Nullable End end,
            Instant firstAttempt,
            Instant agedFrom,
            Instant until)
            implements KeyRecord {}

    /// Nobody knows whether it took effect.
    ///
    /// @param spelling as above: another spelling would be new to the service
    /// @param before as above
    record Unknown(
            Fingerprint fingerprint,
            Allowed verdict,
            long fence,
            @Nullable End end,
            Instant firstAttempt,
            String spelling,
            @Nullable Tombstone before,
            Instant until)
            implements KeyRecord {}

    /// The fence of the attempt that the record speaks of.
    long fence();

    /// What the record weighs.
    default long size() {
        return this instanceof Completed completed ? completed.response().size() : 0;
    }
}
