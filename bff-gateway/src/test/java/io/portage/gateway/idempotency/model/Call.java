package io.portage.gateway.idempotency.model;

import io.portage.gateway.idempotency.Redrive;

/// What a gateway asks of the store. Calls with equal values are one call: that is what sending a script twice means.
public sealed interface Call {
    /// What a client sends, as the gateway sees it.
    enum Verdict {
        ONLINE,
        QUEUED,
        REFUSED
    }

    /// What ends an attempt, or holds it.
    enum Verb {
        COMPLETE,
        RELEASE,
        ABANDON,
        HEARTBEAT
    }

    /// A claim.
    ///
    /// @param owner number of the attempt
    record Claim(int owner, Request request, Verdict verdict, Redrive redrive, boolean newAfterRetention)
            implements Call {
        Claim of(Request other) {
            return new Claim(owner, other, verdict, redrive, newAfterRetention);
        }

        Claim redrive(Redrive other) {
            return new Claim(owner, request, verdict, other, newAfterRetention);
        }

        Claim verdict(Verdict other) {
            return new Claim(owner, request, other, redrive, newAfterRetention);
        }
    }

    /// A word of an owner.
    ///
    /// @param answer of a completion; 0 where it is too large to keep
    record Word(Verb verb, int owner, long fence, int answer) implements Call {
        Word by(int other) {
            return new Word(verb, other, fence, answer);
        }

        Word fence(long other) {
            return new Word(verb, owner, other, answer);
        }

        Word as(Verb other) {
            return new Word(other, owner, fence, answer);
        }

        Word without() {
            return new Word(verb, owner, fence, 0);
        }
    }

    /// What is known of the key.
    record Find() implements Call {}
}
