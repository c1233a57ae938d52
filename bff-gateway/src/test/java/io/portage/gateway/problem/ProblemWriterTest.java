package io.portage.gateway.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.portage.contract.JsonPointer;
import io.portage.gateway.TestClock;
import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.correlation.Uuid7;
import io.portage.gateway.json.Json;
import io.portage.gateway.json.JsonReader;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.Exceptions;
import reactor.netty.channel.AbortedException;

final class ProblemWriterTest {
    private final ProblemWriter writer =
            new ProblemWriter(new CorrelationId(new Uuid7(new TestClock(), new Random(7))));
    private final MockServerWebExchange exchange =
            MockServerWebExchange.from(MockServerHttpRequest.get("/").header(CorrelationId.HEADER, "a b/\"%"));

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(ProblemWriter.class.getPackageName());
    }

    @BeforeEach
    void listen() {
        log.start();
        logger().setLevel(Level.INFO);
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
        logger().setLevel(null);
    }

    /// Everything that an appender would write down.
    private List<String> logged() {
        return log.list.stream()
                .map(event ->
                        event.getFormattedMessage() + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .toList();
    }

    private Json written(Throwable failure) throws Exception {
        writer.handle(exchange, failure).block(Duration.ofSeconds(5));
        var body = exchange.getResponse().getBodyAsString().blockOptional().orElseThrow();
        return JsonReader.read(body.getBytes(UTF_8));
    }

    private static Json at(Json problem, String member) {
        var value = problem.at(JsonPointer.parse("/" + member));
        return value == null ? new Json.Null() : value;
    }

    @Test
    void handleWhenRejectedThenEveryMemberAndHeader() throws Exception {
        var rejection = Rejection.of(ProblemCode.QUEUED_AT_INVALID, "x (expected: y)")
                .member("serverTime", "now")
                .member("items", List.of(Map.of("index", 1)))
                .header("Idempotency-Status", "unknown")
                .retryAfter(0);
        var problem = written(rejection.asException());
        assertThat(at(problem, "type")).isEqualTo(new Json.Str("urn:portage:problem:queued-at-invalid"));
        assertThat(at(problem, "title")).isEqualTo(new Json.Str(ProblemCode.QUEUED_AT_INVALID.title()));
        assertThat(at(problem, "status")).isEqualTo(new Json.Num("400"));
        assertThat(at(problem, "detail")).isEqualTo(new Json.Str("x (expected: y)"));
        assertThat(at(problem, "instance")).isEqualTo(new Json.Str("urn:portage:request:a%20b%2F%22%25"));
        assertThat(at(problem, "code")).isEqualTo(new Json.Str("QUEUED_AT_INVALID"));
        assertThat(at(problem, "correlationId")).isEqualTo(new Json.Str("a b/\"%"));
        assertThat(at(problem, "retryable")).isEqualTo(new Json.Bool(false));
        assertThat(at(problem, "action")).isEqualTo(new Json.Str("fix-request"));
        assertThat(at(problem, "serverTime")).isEqualTo(new Json.Str("now"));
        assertThat(at(problem, "items/0/index")).isEqualTo(new Json.Num("1"));
        var headers = exchange.getResponse().getHeaders();
        assertThat(headers.get("Content-Type")).containsExactly("application/problem+json");
        assertThat(headers.get("Cache-Control")).containsExactly("no-store");
        assertThat(headers.get("Idempotency-Status")).containsExactly("unknown");
        assertThat(headers.get("Retry-After")).containsExactly("1");
        assertThat(headers.get(CorrelationId.HEADER)).containsExactly("a b/\"%");
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void handleWhenActionIsRetrySameKeyThenRetryable() throws Exception {
        assertThat(at(written(Rejection.of(ProblemCode.OVERLOADED, "x").asException()), "retryable"))
                .isEqualTo(new Json.Bool(true));
    }

    @Test
    void handleWhenStatusAndActionAreOthersThenThose() throws Exception {
        var rejection = Rejection.of(ProblemCode.SERVICE_ERROR, "x").status(429).action(Action.ASK_USER);
        var problem = written(rejection.asException());
        assertThat(at(problem, "status")).isEqualTo(new Json.Num("429"));
        assertThat(at(problem, "action")).isEqualTo(new Json.Str("ask-user"));
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
    }

    @Test
    void handleWhenTheGatewayFailsThenInternalAndNothingOfTheReason() throws Exception {
        var problem = written(new IllegalStateException("secret"));
        assertThat(at(problem, "code")).isEqualTo(new Json.Str("INTERNAL"));
        assertThat(at(problem, "action")).isEqualTo(new Json.Str("look-up"));
        assertThat(problem.toString()).doesNotContain("secret");
    }

    /// Checkpoints of Reactor, and many a message, hold the path, the query or the body.
    @Test
    void handleWhenTheGatewayFailsThenTheLogSaysWhereAndNothingOfTheRequest() throws Exception {
        var failure = somewhereElse();
        failure.addSuppressed(new IllegalArgumentException("checkpoint: HTTP POST /secret"));
        written(failure);
        assertThat(logged())
                .singleElement(STRING)
                .startsWith("correlationId=\"a b/'%\" a failure of the gateway")
                .contains(IllegalStateException.class.getName(), "ProblemWriterTest.somewhereElse")
                .doesNotContain("secret", "checkpoint");
    }

    private static Throwable somewhereElse() {
        return new IllegalStateException("secret", new IOException("secret cause"));
    }

    static Stream<Throwable> goneClients() {
        return Stream.of(
                new AbortedException("secret"),
                AbortedException.beforeSend(),
                new ClosedChannelException(),
                new IOException("Connection reset by peer"),
                new SocketException("Connection reset"),
                new IOException("Broken pipe"));
    }

    @ParameterizedTest
    @MethodSource("goneClients")
    void handleWhenTheClientIsGoneThenNoProblemIsWrittenAndTheServerIsTold(Throwable failure) {
        assertThatThrownBy(() -> writer.handle(exchange, failure).block(Duration.ofSeconds(5)))
                .satisfies(passed -> assertThat(Exceptions.unwrap(passed)).isSameAs(failure));
        assertThat(exchange.getResponse().getStatusCode()).isNull();
        assertThat(exchange.getResponse().isCommitted()).isFalse();
        assertThat(logged())
                .singleElement(STRING)
                .startsWith("correlationId=\"a b/'%\" the connection ended: "
                        + failure.getClass().getSimpleName())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, OPERATION_UNKNOWN",
        "METHOD_NOT_ALLOWED, METHOD_NOT_ALLOWED",
        "PAYLOAD_TOO_LARGE, PAYLOAD_TOO_LARGE",
        "UNSUPPORTED_MEDIA_TYPE, MEDIA_TYPE_UNSUPPORTED",
        "BAD_REQUEST, REQUEST_MALFORMED",
        "NOT_ACCEPTABLE, REQUEST_MALFORMED",
        "SERVICE_UNAVAILABLE, INTERNAL",
    })
    void handleWhenTheFrameworkRefusesThenCodeOfItsStatus(HttpStatus status, String code) throws Exception {
        var problem = written(new ResponseStatusException(status, "secret"));
        assertThat(at(problem, "code")).isEqualTo(new Json.Str(code));
        assertThat(at(problem, "status")).isEqualTo(new Json.Num(Integer.toString(status.value())));
        assertThat(problem.toString()).doesNotContain("secret");
    }

    @Test
    void handleWhenAnswerHasBegunThenTheFailureGoesOn() {
        exchange.getResponse().setComplete().block(Duration.ofSeconds(5));
        assertThatThrownBy(
                        () -> writer.handle(exchange, new IOException("late")).block())
                .hasRootCauseMessage("late");
    }
}
