package io.portage.gateway.projection;

import io.portage.contract.Projection;
import io.portage.gateway.delegation.Delegations;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.upstream.Answer;
import io.portage.gateway.upstream.AnswerHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The copy that belongs to one read: kept, renewed, forgotten by what the service says, and shown where it says
/// nothing.
final class CopyOfRead {
    /// They say something of this moment, and nothing of what is read.
    private static final Set<Integer> PASSING = Set.of(200, 206, 304, 408, 425, 429);

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final ProjectionRequest request;
    private final Copies copies;
    private final Delegations delegations;
    private final InstantSource clock;
    private final CopyName name;
    private final Instant since;
    private final long begun;
    private final CacheControl asked;
    private final Projection.@Nullable LastGood rule;
    private final @Nullable String patient;

    CopyOfRead(ProjectionRequest request, Copies copies, Delegations delegations, InstantSource clock) {
        this.request = request;
        this.copies = copies;
        this.delegations = delegations;
        this.clock = clock;
        this.name = CopyName.of(request.caller(), request.operation().id(), request.upstream());
        this.since = clock.instant();
        this.begun = copies.begin(name);
        this.asked = CacheControl.of(request.upstream().list(CacheControl.HEADER));
        this.rule = request.operation().projection() instanceof Projection.LastGood lastGood ? lastGood : null;
        this.patient = rule == null ? null : NamedPatient.in(request.upstream().target(), rule.patient());
    }

    /// The service's word counts from its first line on: who is refused one thing gets no copy of another.
    void begins(int status) {
        if (status == 401 || status == 403) {
            copies.forget(request.caller().identity());
        } else if (status < 500 && !PASSING.contains(status)) {
            copies.forget(name);
        }
    }

    void forget() {
        copies.forget(name);
    }

    /// What the service says now is in the place of what it said before, whether or not that may be kept.
    ///
    /// @param answer as the client gets it
    /// @param original as the service gave it
    void keep(Answer answer, Answer original) {
        if (patient == null) {
            return;
        }
        var kept = kept(answer, original);
        if (kept == null) {
            copies.forget(name);
        } else {
            copies.keep(name, kept, begun);
        }
    }

    /// The service says that what the client has is still so. Where that is not what is kept here, what is kept is old.
    void renew(Answer confirmation) {
        var known = copies.find(name);
        if (known == null || rule == null) {
            return;
        }
        var tag = confirmation.header("ETag");
        var control = CacheControl.of(confirmation);
        if (tag == null || !EntityTag.same(known.tag(), tag) || control.forbidsStale()) {
            copies.forget(name);
        } else {
            var life = control.staleIfError(rule.staleIfError());
            copies.keep(name, known.confirmed(since, age(confirmation), life), begun);
        }
    }

    /// The copy, marked as one; empty where there is none that this client may see now.
    Mono<Answer> shown(ProblemCode why) {
        if (copies.find(name) == null || asked.forbidsStale()) {
            return Mono.empty();
        }
        return allowed().then(Mono.fromSupplier(() -> answer(why))).onErrorResume(RejectedException.class, refused -> {
            if (refused.rejection().code() == ProblemCode.DELEGATION_INVALID) {
                copies.forget(name);
            }
            return Mono.empty();
        });
    }

    /// A copy of somebody else's data outlives the delegation that it was read by: so that is asked for, and where
    /// nobody answers, there is no copy.
    private Mono<Void> allowed() {
        var authorization = request.authorization();
        return patient == null || authorization == null
                ? Mono.error(Rejection.of(ProblemCode.DELEGATION_INVALID, "no patient (expected: one)")
                        .asException())
                : delegations.check(
                        new Delegations.Question(request.caller(), patient, authorization, request.correlationId()));
    }

    private @Nullable Answer answer(ProblemCode why) {
        var copy = copies.find(name);
        if (copy == null || !copy.vary().equals(Selected.by(copy.vary().keySet(), request.upstream()))) {
            return null;
        }
        long age = copy.age(clock.instant()).toSeconds();
        return new Answer(
                        copy.response().status(),
                        copy.response().headers(),
                        copy.response().body())
                .with(CacheControl.HEADER, CacheControl.KEEP_NOT)
                .with("Age", Long.toString(age))
                .with("Cache-Status", "portage; hit; ttl=" + -age + "; detail=" + why);
    }

    /// Null where it may not be kept.
    private @Nullable LastGoodAnswer kept(Answer answer, Answer original) {
        var control = CacheControl.of(original);
        var vary = Selected.names(original.list("Vary"));
        var tag = answer.header("ETag");
        if (rule == null || tag == null || vary == null) {
            return null;
        }
        if (asked.forbidsKeeping() || control.forbidsStale()) {
            return null;
        }
        return new LastGoodAnswer(
                AnswerHeaders.copied(dated(answer)),
                tag,
                since,
                age(original),
                control.staleIfError(rule.staleIfError()),
                Selected.by(vary, request.upstream()));
    }

    /// Whoever keeps an answer without a date writes down when it came (RFC 9110, section 6.6.1).
    private Answer dated(Answer answer) {
        return answer.header("Date") != null ? answer : answer.with("Date", HTTP_DATE.format(since));
    }

    /// How long ago the service's own caches got it.
    private static Duration age(Answer answer) {
        var age = answer.header("Age");
        return age != null && age.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(age)) : Duration.ZERO;
    }
}
