package io.portage.gateway.idempotency.model;

import io.portage.gateway.idempotency.model.Call.Verdict;
import org.jspecify.annotations.Nullable;

/// What the store has promised so far, kept beside it from its answers alone: by this its next answer is judged.
///
/// @param life counts the lives of the key: it begins anew where it was forgotten, or may be used anew
/// @param request whose the key is, or was
/// @param fence the highest so far
/// @param knownUntil until when the store must know of the key
/// @param before what was true before a life that began anew
/// @param ended the word that ended the newest attempt; null where there was none
record Truth(
        int life,
        @Nullable Request request,
        @Nullable Holder holder,
        long fence,
        long knownUntil,
        @Nullable Done done,
        @Nullable Truth before,
        Call.@Nullable Word ended) {
    /// Who owns the key, as long as nobody was told that the lease is over.
    record Holder(int owner, long fence, long leaseEnd) {
        boolean live() {
            return leaseEnd >= 0;
        }
    }

    /// An effect that was recorded.
    ///
    /// @param answer 0 where it is not kept
    record Done(int answer, long bodyUntil) {}

    static final Truth NOTHING = new Truth(0, null, null, 0, 0, null, null, null);

    boolean known() {
        return knownUntil > 0;
    }

    boolean isHeldBy(int owner, long withFence) {
        return holder != null && holder.owner() == owner && holder.fence() == withFence;
    }

    /// Whether this very word ended the newest attempt.
    boolean isEndedBy(Call.Word word) {
        return word.equals(ended);
    }

    @Nullable
    Holder live() {
        return holder != null && holder.live() ? holder : null;
    }

    /// The answer that is still due to a repeat; 0 for none.
    int due() {
        return done != null && done.bodyUntil() > 0 ? done.answer() : 0;
    }

    boolean mayBeginAnew(Call.Claim ask) {
        return done != null
                && holder == null
                && done.bodyUntil() <= 0
                && ask.newAfterRetention()
                && ask.verdict() == Verdict.ONLINE;
    }

    /// What is true after a claim.
    Truth claimed(Call.Claim ask, Told told) {
        if (holder != null && holder.live() && holder.owner() == ask.owner()) {
            return this;
        }
        var now = noticed();
        return told.is(Told.Kind.ACQUIRED) ? now.acquired(ask, told.number()) : now;
    }

    private Truth acquired(Call.Claim ask, long newFence) {
        boolean anew = mayBeginAnew(ask);
        var next = new Holder(ask.owner(), newFence, Times.LEASE);
        int nextLife = anew || !known() ? life + 1 : life;
        return new Truth(
                nextLife, ask.request(), next, newFence, Times.TOMBSTONE, null, anew && known() ? this : null, null);
    }

    /// Somebody saw that the lease is over.
    Truth noticed() {
        return holder == null || holder.live() ? this : settled(knownUntil, null, null);
    }

    /// The word of the holder was taken.
    ///
    /// @param possible whether an earlier attempt may have taken effect
    Truth took(Call.Word word, boolean possible) {
        return switch (word.verb()) {
            case COMPLETE -> settled(Times.TOMBSTONE, new Done(word.answer(), Times.RESPONSE), word);
            case ABANDON -> settled(Times.TOMBSTONE, null, word);
            case RELEASE -> released(possible, word);
            case HEARTBEAT ->
                new Truth(
                        life,
                        request,
                        new Holder(word.owner(), word.fence(), Times.LEASE),
                        fence,
                        Times.TOMBSTONE,
                        done,
                        before,
                        null);
        };
    }

    /// What was true before a life that came to nothing is true again.
    private Truth released(boolean possible, Call.Word word) {
        return before == null
                ? settled(possible ? Times.TOMBSTONE : Times.RESPONSE, null, word)
                : new Truth(before.life, before.request, null, fence, before.knownUntil, before.done, null, word);
    }

    private Truth settled(long until, @Nullable Done result, Call.@Nullable Word word) {
        return new Truth(life, request, null, fence, until, result, null, word);
    }

    Truth later(Span span) {
        long until = span.until(knownUntil, 0);
        if (until == 0 && holder == null) {
            return new Truth(life, request, null, 0, 0, null, null, ended);
        }
        return new Truth(
                life,
                request,
                holder == null ? null : new Holder(holder.owner(), holder.fence(), span.until(holder.leaseEnd(), -1)),
                fence,
                until,
                done == null ? null : new Done(done.answer(), span.until(done.bodyUntil(), 0)),
                before == null ? null : before.later(span),
                ended);
    }
}
