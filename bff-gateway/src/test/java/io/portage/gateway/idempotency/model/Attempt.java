package io.portage.gateway.idempotency.model;

import org.jspecify.annotations.Nullable;

/// One request of a client at one gateway. A gateway that crashed and one that is paused for ever are the same to
/// everybody else; one that is paused for a while simply does nothing until it does.
///
/// @param ask what it claims; null where nobody will ask again
/// @param life of which life of the key its claim is
/// @param lease until when its claim holds, by what it knows itself
/// @param answer the success it holds, or has told its client; 0 for none
record Attempt(
        Phase phase, Call.@Nullable Claim ask, long fence, int life, long lease, Sent sent, int answer, Strays strays) {
    /// Where it is.
    enum Phase {
        NEW,
        /// Asked, and not answered yet.
        CLAIMING,
        /// Acquired, and nothing was sent.
        OWNER,
        /// Sent, and whatever the service answered has not been acted upon.
        FORWARDED,
        /// As before, and so long ago that nothing can take effect any more.
        STALLED,
        /// Has a success to record and to tell.
        SUCCEEDED,
        ENDED
    }

    /// What became of its request to the service.
    ///
    /// @param maybe it was sent, and nobody was told that it had no effect
    /// @param effect it took effect
    /// @param pending it is still on its way, and nobody waits for its answer
    record Sent(boolean maybe, boolean effect, boolean pending) {
        static final Sent NOTHING = new Sent(false, false, false);
    }

    /// Calls of the store that are still on their way though nobody waits for their answers: sent twice, or held up.
    record Strays(boolean claim, Call.@Nullable Word word, boolean beat) {
        static final Strays NONE = new Strays(false, null, false);
    }

    static final Attempt NEW = new Attempt(Phase.NEW, null, 0, 0, 0, Sent.NOTHING, 0, Strays.NONE);

    static String name(int number) {
        return String.valueOf((char) ('a' + number));
    }

    boolean is(Phase other) {
        return phase == other;
    }

    Call.Claim asked() {
        if (ask == null) {
            throw new IllegalStateException(this + " (expected: one that claims)");
        }
        return ask;
    }

    /// Whether its request took effect, or may have, or may do so yet.
    boolean matters() {
        return sent.maybe() || sent.effect() || phase == Phase.OWNER || phase == Phase.FORWARDED;
    }

    boolean told() {
        return phase == Phase.ENDED && answer != 0;
    }

    Attempt in(Phase other) {
        return new Attempt(other, ask, fence, life, lease, sent, answer, strays);
    }

    Attempt acquired(long newFence, int newLife) {
        return new Attempt(Phase.OWNER, ask, newFence, newLife, Times.LEASE, sent, answer, strays);
    }

    Attempt leased(long end) {
        return new Attempt(phase, ask, fence, life, end, sent, answer, strays);
    }

    Attempt sent(Sent other) {
        return new Attempt(phase, ask, fence, life, lease, other, answer, strays);
    }

    Attempt answered(int with) {
        return new Attempt(phase, ask, fence, life, lease, sent, with, strays);
    }

    Attempt strays(Strays other) {
        return new Attempt(phase, ask, fence, life, lease, sent, answer, other);
    }

    Attempt withStrayClaim(boolean stray) {
        return strays(new Strays(stray, strays.word(), strays.beat()));
    }

    Attempt withStrayWord(Call.@Nullable Word word) {
        return strays(new Strays(strays.claim(), word, strays.beat()));
    }

    Attempt withStrayBeat(boolean stray) {
        return strays(new Strays(strays.claim(), strays.word(), stray));
    }

    /// Nobody does anything for it any more; `with` is the success that its client was told.
    Attempt ended(int inLife, int with) {
        return new Attempt(Phase.ENDED, ask, fence, inLife, 0, sent, with, strays);
    }

    /// Some time later. A request does not stay on its way for long, and nobody waits long for its answer.
    Attempt later(Span span) {
        boolean tooLong = span.isLong();
        var still = tooLong && sent.pending() ? new Sent(sent.maybe(), sent.effect(), false) : sent;
        var now = tooLong && phase == Phase.FORWARDED ? Phase.STALLED : phase;
        return new Attempt(now, ask, fence, life, span.until(lease, -1), still, answer, strays);
    }
}
