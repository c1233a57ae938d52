package io.portage.gateway.idempotency.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.offline.OfflineVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What may be true of one key, kept beside a store by the rules alone: a store that says otherwise is wrong.
final class KeyModel {
    private final Retention retention;
    private @Nullable Running running;
    private @Nullable Instant completedAt;
    private @Nullable Instant firstUnsettled;
    private @Nullable Instant freeSince;
    private long lastFence;
    private @Nullable Ended ended;

    /// @param before when an earlier mutation with this key had completed; null for none
    private record Running(
            Claim.Acquired claim,
            Instant started,
            Instant leaseEnd,
            @Nullable Instant before) {}

    /// The word that ended the newest attempt: said once more, it is taken once more.
    private record Ended(Claim.Acquired claim, String word) {}

    KeyModel(Retention retention) {
        this.retention = retention;
    }

    /// Time passes: a key that is free is forgotten.
    void at(Instant now) {
        if (freeSince != null && !now.isBefore(freeSince.plus(retention.response()))) {
            freeSince = null;
            lastFence = 0;
            ended = null;
        }
    }

    private void markUnsettled(Running attempt) {
        if (firstUnsettled == null) {
            firstUnsettled = attempt.started();
        }
        running = null;
    }

    /// A claim that finds a lease ended leaves an attempt of which nobody knows.
    void claimed(ClaimBuilder request, Claim claim, Instant now) {
        if (running != null && now.isAfter(running.leaseEnd())) {
            markUnsettled(running);
        }
        if (claim instanceof Claim.Acquired acquired) {
            acquired(request, acquired, now);
        } else {
            assertThat(claim instanceof Claim.Busy)
                    .as("busy only while one runs")
                    .isEqualTo(running != null);
            assertThat(claim instanceof Claim.Replay || claim instanceof Claim.Tombstone)
                    .as("a repeat only of what was completed")
                    .isEqualTo(completedAt != null);
        }
    }

    private void acquired(ClaimBuilder request, Claim.Acquired acquired, Instant now) {
        if (running != null) {
            assertThat(acquired).as("one live owner").isEqualTo(running.claim());
            return;
        }
        assertThat(acquired.fence()).as("the fence increases").isGreaterThan(lastFence);
        if (completedAt != null) {
            assertThat(request.newAfterRetention()
                            && !now.isBefore(completedAt.plus(retention.response()))
                            && request.verdict().equals(new OfflineVerdict.Allowed(false)))
                    .as("what took effect never runs again, but anew after its retention")
                    .isTrue();
        }
        if (firstUnsettled != null) {
            assertThat(request.redrive().safe(firstUnsettled, now))
                    .as("what may have taken effect runs again only where that is safe")
                    .isTrue();
        }
        lastFence = acquired.fence();
        ended = null;
        freeSince = null;
        running = new Running(acquired, now, now.plus(ClaimBuilder.LEASE), completedAt);
        completedAt = null;
    }

    /// Whether this word has ended the newest attempt before.
    boolean isRepeated(Claim.Acquired claim, String word) {
        return new Ended(claim, word).equals(ended);
    }

    void endedBy(Claim.Acquired claim, String word) {
        ended = new Ended(claim, word);
    }

    /// Whether a step under this claim must be taken.
    boolean isLive(Claim.Acquired claim) {
        return running != null && running.claim().equals(claim);
    }

    void completed(Instant now) {
        running = null;
        firstUnsettled = null;
        completedAt = now;
    }

    /// A key that is free is forgotten after a while, and its fence with it; one that had or may have had an effect is
    /// not.
    void released(Instant now) {
        completedAt = running == null ? null : running.before();
        running = null;
        freeSince = firstUnsettled == null && completedAt == null ? now : null;
    }

    void abandoned() {
        if (running != null) {
            markUnsettled(running);
        }
    }
}
