package io.portage.gateway.idempotency.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The record of the key, in whichever store. Instants are milliseconds from now, so that two rows are equal where they
/// mean the same.
///
/// @param queued the verdict that let the request in
/// @param first when the first attempt was claimed (all but free)
/// @param run of a running record only
/// @param bodyUntil until when the answer is due (completed, tombstone)
/// @param answer the kept answer (completed); 0 for none
/// @param end how the attempt with this fence ended; null where it did not, or where nobody said how
public record Row(
        State state,
        Request request,
        boolean queued,
        long fence,
        long first,
        @Nullable Run run,
        long bodyUntil,
        long until,
        int answer,
        @Nullable End end) {
    /// What kind of record it is.
    public enum State {
        FREE,
        RUNNING,
        COMPLETED,
        TOMBSTONE,
        UNKNOWN
    }

    /// Who ended an attempt, and with which word.
    ///
    /// @param owner number of the attempt
    /// @param answered whether a completion had an answer to keep
    public record End(int owner, Call.Verb verb, boolean answered) {
        static End of(Call.Word word) {
            return new End(word.owner(), word.verb(), word.answer() != 0);
        }
    }

    /// What only a running record has.
    ///
    /// @param owner number of the attempt
    public record Run(int owner, boolean redriven, @Nullable Before before, long leaseEnd) {}

    /// What is still known of an earlier mutation with the key.
    public record Before(Request request, long first, long agedFrom, long until) {}

    boolean is(State other) {
        return state == other;
    }

    /// The same record some time later.
    ///
    /// @param oldest further back than which an attempt's age does not matter
    Row later(Span span, long oldest) {
        return new Row(
                state,
                request,
                queued,
                fence,
                state == State.FREE ? 0 : span.since(first, oldest),
                run == null ? null : later(run, span, oldest),
                span.until(bodyUntil, 0),
                span.until(until, 0),
                answer,
                end);
    }

    private static Run later(Run run, Span span, long oldest) {
        var before = run.before();
        var aged = before == null
                ? null
                : new Before(
                        before.request(),
                        span.since(before.first(), oldest),
                        span.until(before.agedFrom(), 0),
                        span.until(before.until(), 0));
        return new Run(run.owner(), run.redriven(), aged, span.until(run.leaseEnd(), -1));
    }

    /// With another end of its lease.
    Row leased(long leaseEnd) {
        return run == null ? this : running(new Run(run.owner(), run.redriven(), run.before(), leaseEnd));
    }

    Row running(Run other) {
        return new Row(state, request, queued, fence, first, other, bodyUntil, until, answer, end);
    }

    Row first(long other) {
        return new Row(state, request, queued, fence, other, run, bodyUntil, until, answer, end);
    }

    Row fence(long other) {
        return new Row(state, request, queued, other, first, run, bodyUntil, until, answer, end);
    }

    /// A record of an effect, which lasts from now.
    static Row completed(Request request, long fence, int answer) {
        return new Row(State.COMPLETED, request, false, fence, 0, null, Times.RESPONSE, Times.TOMBSTONE, answer, null);
    }

    Row ended(@Nullable End other) {
        return new Row(state, request, queued, fence, first, run, bodyUntil, until, answer, other);
    }

    /// As a line of a trace.
    String told() {
        var text = new StringBuilder(state.name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(request)
                .append(", fence ")
                .append(fence);
        if (run != null) {
            text.append(", owner ").append(Attempt.name(run.owner()));
            text.append(run.redriven() ? ", redriven" : "").append(run.before() == null ? "" : ", after a tombstone");
            text.append(run.leaseEnd() < 0 ? ", lease over" : "");
        }
        text.append(answer == 0 ? "" : ", answer " + answer);
        return text.append(state == State.COMPLETED && bodyUntil == 0 ? ", no longer due" : "")
                .toString();
    }
}
