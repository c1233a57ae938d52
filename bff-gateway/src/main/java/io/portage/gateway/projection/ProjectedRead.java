package io.portage.gateway.projection;

import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.upstream.Answer;
import io.portage.gateway.upstream.Reading;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/// One read of a projection: the service's answer with a validator, confirmed where the client has it; where the
/// service is down, the copy of the last good one.
final class ProjectedRead implements Reading {
    private static final String ETAG = "ETag";
    private static final Set<Integer> DOWN = Set.of(502, 503, 504);
    private static final Set<ProblemCode> AWAY =
            EnumSet.of(ProblemCode.UPSTREAM_UNAVAILABLE, ProblemCode.UPSTREAM_TIMEOUT, ProblemCode.UPSTREAM_FAILED);

    private final ProjectionRequest request;
    private final CopyOfRead copy;
    private final HeldBytes.Share share;
    private final Consumer<ProblemCode> shown;

    /// @param shown told why, where a copy is shown
    ProjectedRead(ProjectionRequest request, CopyOfRead copy, HeldBytes.Share share, Consumer<ProblemCode> shown) {
        this.request = request;
        this.copy = copy;
        this.share = share;
        this.shown = shown;
    }

    @Override
    public void begins(int status) {
        copy.begins(status);
    }

    @Override
    public boolean holds(int bytes) {
        return share.take(bytes);
    }

    @Override
    public Mono<Answer> whole(Answer answer) {
        if (DOWN.contains(answer.status())) {
            return instead(ProblemCode.SERVICE_ERROR).defaultIfEmpty(answer);
        }
        return Mono.just(
                switch (answer.status()) {
                    case 200 -> good(answer);
                    case 304 -> confirmed(answer);
                    default -> answer;
                });
    }

    /// An answer without a tag is no copy either: nobody looked at the whole of it.
    @Override
    public List<Map.Entry<String, String>> large(int status, List<Map.Entry<String, String>> lines) {
        var answer = new Answer(status, lines, new byte[0]);
        if (status != 200) {
            return lines;
        }
        copy.forget();
        return ProjectedHeaders.of(lines, CacheControl.of(answer));
    }

    @Override
    public Mono<Answer> failed(Rejection rejection) {
        return AWAY.contains(rejection.code()) ? instead(rejection.code()) : Mono.empty();
    }

    @Override
    public void ends() {
        share.giveBack();
    }

    private Mono<Answer> instead(ProblemCode why) {
        return copy.shown(why).doOnNext(_ -> shown.accept(why));
    }

    private Answer good(Answer answer) {
        var own = answer.header(ETAG);
        var tagged = own == null ? answer.with(ETAG, EntityTag.of(answer)) : answer;
        var projected = new Answer(200, ProjectedHeaders.of(tagged.headers(), CacheControl.of(answer)), answer.body());
        var tag = projected.header(ETAG);
        copy.keep(projected, answer);
        // a service that has tags of its own has compared them
        return own == null && tag != null && EntityTag.isNamed(tag, request.ifNoneMatch())
                ? ProjectedHeaders.notModified(projected)
                : projected;
    }

    private Answer confirmed(Answer answer) {
        copy.renew(answer);
        return new Answer(304, ProjectedHeaders.of(answer.headers(), CacheControl.of(answer)), answer.body());
    }
}
