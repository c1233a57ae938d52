package io.portage.stubs.service;

import io.portage.stubs.http.Answer;
import io.portage.stubs.http.Answer.Ending;
import io.portage.stubs.http.HeaderLine;
import io.portage.stubs.http.HttpHandler;
import io.portage.stubs.http.HttpLink;
import io.portage.stubs.http.HttpRequest;
import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;
import io.portage.stubs.traffic.Fault;
import io.portage.stubs.traffic.Faults;
import io.portage.stubs.traffic.Journal;
import io.portage.stubs.traffic.ReceivedRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What happens at the port of one service: a request is recorded, meets its fault, and goes on to WireMock.
public final class ServicePort implements HttpHandler, AutoCloseable {
    private static final Set<String> PROBES = Set.of("/health", "/actuator/health");
    /// What the state machines look at; everything else is in the journal and need not go further.
    private static final List<String> FORWARDED =
            List.of("Authorization", "Content-Type", "Idempotency-Key", "If-None-Match", "X-Tenant-Id");

    private final String service;
    private final Journal journal;
    private final Faults faults;
    private final InstantSource clock;
    private final HttpLink wireMock;

    public ServicePort(String service, Services services, Journal journal, Faults faults, InstantSource clock) {
        this.service = service;
        this.journal = journal;
        this.faults = faults;
        this.clock = clock;
        this.wireMock = new HttpLink(services.port());
    }

    @Override
    public Answer handle(HttpRequest request) throws IOException, InterruptedException {
        if (PROBES.contains(request.path())) {
            return Answer.whole(HttpResponse.json(200, Json.object().put("status", "UP")));
        }
        journal.record(new ReceivedRequest(
                service, request.method(), request.target(), request.headers(), request.body(), clock.instant()));
        var fault = faults.take(service, request.method(), request.path());
        return fault.isPresent() ? spoil(request, fault.get()) : Answer.whole(forward(request));
    }

    private Answer spoil(HttpRequest request, Fault fault) throws IOException, InterruptedException {
        var answer = switch (fault.kind()) {
            case null -> Answer.whole(forward(request));
            case RESET -> new Answer(forward(request), Ending.RESET);
            case CLOSE, REFUSE -> new Answer(forward(request), Ending.CLOSED);
            case TRUNCATE -> new Answer(forward(request), Ending.TRUNCATED);
            case STATUS -> Answer.whole(status(fault));
            case HTML -> Answer.whole(page(fault));
        };
        Thread.sleep(fault.delay());
        return answer;
    }

    private static HttpResponse status(Fault fault) {
        int status = fault.status().orElse(500);
        return plus(HttpResponse.json(status, Json.object().put("message", "fault: status " + status)), fault);
    }

    private static HttpResponse page(Fault fault) {
        int status = fault.status().orElse(502);
        return plus(
                HttpResponse.html(status, "<!doctype html><title>" + status + "</title><h1>fault: " + status + "</h1>"),
                fault);
    }

    private static HttpResponse plus(HttpResponse response, Fault fault) {
        var all = response;
        for (var line : fault.headers()) {
            all = all.with(line.name(), line.value());
        }
        return all;
    }

    private HttpResponse forward(HttpRequest request) throws IOException {
        var headers = new ArrayList<HeaderLine>();
        headers.add(new HeaderLine(Services.SERVICE_HEADER, service));
        for (var line : request.headers()) {
            if (FORWARDED.stream().anyMatch(line::is)) {
                headers.add(line);
            }
        }
        if (request.path().startsWith("/__")) {
            // WireMock's own control API is no part of a service
            return HttpResponse.error(404, "NOT_FOUND", request.path() + " (expected: a path of " + service + ")");
        }
        var method = request.method().equals("HEAD") ? "GET" : request.method();
        return wireMock.exchange(new HttpRequest(method, request.target(), headers, request.body()));
    }

    @Override
    public void close() {
        wireMock.close();
    }
}
