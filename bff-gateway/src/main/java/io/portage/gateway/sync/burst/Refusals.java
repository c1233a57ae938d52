package io.portage.gateway.sync.burst;

import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.problem.Failures;
import io.portage.gateway.problem.ProblemBody;
import io.portage.gateway.upstream.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Makes the answer to an item that was not sent: the problem that a single request would have been answered with.
@Component
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final CorrelationId ids;

    Refusals(CorrelationId ids) {
        this.ids = ids;
    }

    Answer of(Entry entry, Throwable failure) {
        var id = ids.of(named(entry));
        var rejection = Failures.told(failure, id);
        LOG.info(
                "correlationId=\"{}\" operation=- status={} code={} an item of a burst, not sent",
                CorrelationId.inLog(id),
                rejection.status(),
                rejection.code());
        var headers = new ArrayList<Map.Entry<String, String>>();
        headers.add(Map.entry(CorrelationId.HEADER, id));
        headers.add(Map.entry(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE));
        headers.add(Map.entry(HttpHeaders.CACHE_CONTROL, "no-store"));
        headers.addAll(rejection.headers().entrySet());
        return new Answer(rejection.status(), headers, ProblemBody.render(rejection, id));
    }

    private static List<String> named(Entry entry) {
        return entry instanceof Entry.Readable readable && readable.item().correlationId() != null
                ? List.of(readable.item().correlationId())
                : List.of();
    }
}
