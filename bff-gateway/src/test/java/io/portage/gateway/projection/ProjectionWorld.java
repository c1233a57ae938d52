package io.portage.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portage.contract.ContractReader;
import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.gateway.TestClock;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.upstream.RawService;
import io.portage.gateway.upstream.RequestHeaders;
import io.portage.gateway.upstream.TestUpstreams;
import io.portage.gateway.upstream.UpstreamRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;

/// Projections before a service on a plain socket that does as it is told.
final class ProjectionWorld implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final Caller PAT = new Caller("north", "pat", Set.of("patient"), Set.of());
    static final String CHART = "/v1/portal/fhir/Patient/pat";

    private static final String CONTRACT = """
            service: patient-portal
            operations:
              - id: portal.read-fhir
                request: GET /v1/portal/fhir/**
                source: test
                timeout: PT2S
                projection:
                  stale-if-error: PT1H
                  patient: { segment: Patient, parameters: [patient] }
            """;

    final RawService service = new RawService();
    final TestClock clock = new TestClock();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Operation operation;
    private final Projections projections;

    ProjectionWorld(Map<String, String> settings) {
        this(lastGood(), settings);
    }

    ProjectionWorld(Operation operation, Map<String, String> settings) {
        this.operation = operation;
        var all = new HashMap<>(settings);
        all.put("portage.upstream.connect-timeout", "PT1S");
        projections = TestProjections.over(TestUpstreams.to(service.url(), all), settings, clock, meters);
    }

    static Operation lastGood() {
        return ContractReader.read(List.of(new ContractReader.Source("test.yml", CONTRACT)))
                .operation("portal.read-fhir");
    }

    static Operation validated() {
        return SyncContract.bundled().operation("portal.read-fhir");
    }

    /// The service's next answer.
    ///
    /// @param headers header lines, each with its end
    void answers(int status, String headers, String body) {
        service.answer(
                "HTTP/1.1 " + status + " Said\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /// The service's next answer to a condition that it has compared itself.
    void confirms(String headers) {
        service.answer("HTTP/1.1 304 Not Modified\r\n" + headers + "\r\n");
    }

    /// The service hangs up instead of its next answer.
    void breaksOff() {
        service.then(connection -> connection.close());
    }

    /// Reads, with further headers as `name, value, …`.
    MockServerHttpResponse read(Caller caller, String target, String... headers) {
        return read("GET", caller, target, headers);
    }

    MockServerHttpResponse head(Caller caller, String target) {
        return read("HEAD", caller, target);
    }

    private MockServerHttpResponse read(String method, Caller caller, String target, String... headers) {
        var request = MockServerHttpRequest.get("/");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var exchange = MockServerWebExchange.from(request);
        var upstream = new UpstreamRequest(
                "patient-portal",
                method,
                target,
                RequestHeaders.ofRead(exchange.getRequest(), caller),
                new byte[0],
                operation.timeout());
        projections
                .read(new ProjectionRequest(operation, caller, upstream, "Bearer t", "id"), exchange)
                .block(PATIENCE);
        return exchange.getResponse();
    }

    /// Reads what the service says now.
    void good(Caller caller, String target, String headers, String body, String... asked) {
        answers(200, headers, body);
        assertThat(body(read(caller, target, asked))).isEqualTo(body);
    }

    /// Reads while the service hangs up.
    MockServerHttpResponse down(Caller caller, String target, String... asked) {
        breaksOff();
        return read(caller, target, asked);
    }

    void assertNoCopy(Caller caller, String target, String... asked) {
        var refused = catchThrowableOfType(RejectedException.class, () -> down(caller, target, asked));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.rejection().code()).isEqualTo(ProblemCode.UPSTREAM_FAILED);
    }

    static void assertCopy(MockServerHttpResponse answer, String body) {
        assertThat(answer.getStatusCode()).hasToString("200 OK");
        assertThat(answer.getHeaders().getFirst("Cache-Status")).startsWith("portage; hit; ttl=");
        assertThat(body(answer)).isEqualTo(body);
    }

    static String body(MockServerHttpResponse response) {
        var body = response.getBodyAsString().block(PATIENCE);
        return body == null ? "" : body;
    }

    double shown() {
        var counter = meters.find("portage.projections.stale")
                .tag("operation", "portal.read-fhir")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
        service.close();
    }
}
