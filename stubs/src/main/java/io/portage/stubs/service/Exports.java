package io.portage.stubs.service;

import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/// Export jobs: each is done at its third poll, or 30 seconds after its start by the stubs' clock.
final class Exports {
    private static final int POLLS = 3;
    private static final Duration TIME = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Records jobs = new Records("xp-");

    Exports(InstantSource clock) {
        this.clock = clock;
    }

    void clear() {
        jobs.clear();
    }

    HttpResponse start(Call call) {
        var content = call.content()
                .put("status", "running")
                .put("startedAt", clock.instant().toString())
                .put("polls", 0);
        return Replies.created("/v1/portal/exports", jobs.create(call.tenant(), content));
    }

    HttpResponse get(Call call) {
        var id = call.variable("exportId");
        var job = jobs.find(call.tenant(), id)
                .orElseThrow(
                        () -> new ServiceError(404, "EXPORT_NOT_FOUND", id + " (expected: a job that was started)"));
        if (job.path("status").stringValue("").equals("running")) {
            poll(job, id);
        }
        return Replies.ok(job);
    }

    private void poll(ObjectNode job, String id) {
        int polls = job.path("polls").intValue() + 1;
        job.put("polls", polls);
        var due = Instant.parse(job.path("startedAt").stringValue("")).plus(TIME);
        if (polls >= POLLS || !clock.instant().isBefore(due)) {
            Records.change(
                    job, Json.object().put("status", "completed").put("file", "/v1/portal/exports/" + id + "/file"));
        }
    }
}
