package io.portage.gateway.projection;

import io.portage.gateway.idempotency.StoredResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// A copy of an answer.
///
/// @param response status, headers and body
/// @param tag its entity tag
/// @param since the last time at which its service said that it is so
/// @param age how old it was then, by the service's own word
/// @param life how old it may become
/// @param vary headers beyond those of its name that selected it, in lower case, and what they said
record LastGoodAnswer(
        StoredResponse response, String tag, Instant since, Duration age, Duration life, Map<String, String> vary) {
    LastGoodAnswer {
        vary = Map.copyOf(vary);
    }

    Duration age(Instant now) {
        var kept = Duration.between(since, now);
        return kept.isNegative() ? age : age.plus(kept);
    }

    boolean isInTime(Instant now) {
        return age(now).compareTo(life) < 0;
    }

    /// The same, of which the service says now that it is still so.
    LastGoodAnswer confirmed(Instant now, Duration ageNow, Duration lifeNow) {
        return new LastGoodAnswer(response, tag, now, ageNow, lifeNow.compareTo(life) < 0 ? lifeNow : life, vary);
    }

    long size() {
        return response.size();
    }
}
