package io.portage.gateway.mutation;

import static io.portage.gateway.problem.ProblemCode.BODY_MALFORMED;
import static io.portage.gateway.problem.ProblemCode.OVERLOADED;
import static io.portage.gateway.problem.ProblemCode.PAYLOAD_TOO_LARGE;
import static io.portage.gateway.problem.ProblemCode.REQUEST_MALFORMED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.SyncContract;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.operation.RequestedOperation;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/// The station with room for ten bytes of bodies, each of which has five seconds to arrive.
final class BodyStationTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final GatewayFilterChain ANSWERED = _ -> Mono.empty();
    private final BodyStation station = station("10B");

    private static BodyStation station(String bytes) {
        var settings = SettingsTest.bound(
                Map.of("portage.mutations.bodies", bytes, "portage.mutations.body-timeout", TIMEOUT.toString()));
        return new BodyStation(new BodyBudget(settings), settings);
    }

    private static MockServerWebExchange exchange(String operation, Flux<String> body) {
        var buffers = body.<DataBuffer>map(text -> DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(UTF_8)));
        var request = MockServerHttpRequest.post("/v1/orders").header("Content-Type", "application/json");
        var exchange = MockServerWebExchange.from(request.body(buffers));
        var found = SyncContract.bundled().operation(operation);
        RequestedOperation.ATTRIBUTE.put(exchange, new RequestedOperation(found, Map.of()));
        return exchange;
    }

    private Mono<Void> post(Flux<String> body, GatewayFilterChain chain) {
        return station.filter(exchange("order.create", body), chain);
    }

    private Mono<Void> post(String body, GatewayFilterChain chain) {
        return post(Flux.just(body), chain);
    }

    private static Consumer<Throwable> refusal(ProblemCode code, Consumer<Rejection> more) {
        return failure -> assertThat(failure).isInstanceOfSatisfying(RejectedException.class, refused -> {
            assertThat(refused.rejection().code()).isEqualTo(code);
            more.accept(refused.rejection());
        });
    }

    private static Consumer<Throwable> refusal(ProblemCode code) {
        return refusal(code, _ -> {});
    }

    private void assertWholeBudgetIsFree() {
        StepVerifier.create(post("{\"a\":777}", ANSWERED)).verifyComplete();
        StepVerifier.create(post("{\"a\": 777}", ANSWERED)).verifyComplete();
    }

    @Test
    void filterWhenABodyIsHeldThenItsBytesAreUntilTheAnswer() {
        var answer = Sinks.<Void>empty();
        var held = post("{\"a\":1}", _ -> answer.asMono()).toFuture();
        StepVerifier.create(post("{\"b\":2}", ANSWERED))
                .expectErrorSatisfies(refusal(OVERLOADED))
                .verify(TIMEOUT);
        StepVerifier.create(post("{}", ANSWERED)).verifyComplete();
        assertThat(held).isNotDone();
        answer.tryEmitEmpty().orThrow();
        assertThat(held).isCompleted();
        assertWholeBudgetIsFree();
    }

    @Test
    void filterWhenItIsAnItemOfABurstThenItsBytesDoNotCountAgain() {
        var answer = Sinks.<Void>empty();
        var item =
                BurstBodies.item(post("{\"a\":1234567}", _ -> answer.asMono())).toFuture();
        assertThat(item).isNotDone();
        StepVerifier.create(post("{\"b\":2}", ANSWERED)).verifyComplete();
        answer.tryEmitEmpty().orThrow();
        assertThat(item).isCompleted();
        assertWholeBudgetIsFree();
    }

    @Test
    void filterWhenABodyComesInThenItsBytesCountBeforeTheLastOne() {
        var arriving = Sinks.many().unicast().<String>onBackpressureBuffer();
        arriving.tryEmitNext("{\"a\":").orThrow();
        var first = post(arriving.asFlux(), ANSWERED).toFuture();
        StepVerifier.create(post("{\"b\":2}", ANSWERED))
                .expectErrorSatisfies(refusal(OVERLOADED))
                .verify(TIMEOUT);
        arriving.tryEmitNext("1}").orThrow();
        arriving.tryEmitComplete().orThrow();
        assertThat(first).isCompleted();
        assertWholeBudgetIsFree();
    }

    @Test
    void filterWhenRefusedOrFailedThenTheBytesAreGivenBack() {
        StepVerifier.create(post("nonsense", ANSWERED))
                .expectErrorSatisfies(refusal(BODY_MALFORMED))
                .verify(TIMEOUT);
        assertWholeBudgetIsFree();
        StepVerifier.create(post("{}", _ -> Mono.error(new IllegalStateException("later"))))
                .verifyErrorMessage("later");
        assertWholeBudgetIsFree();
        StepVerifier.create(post(Flux.just("12345678", "abc"), ANSWERED))
                .expectErrorSatisfies(refusal(OVERLOADED))
                .verify(TIMEOUT);
        assertWholeBudgetIsFree();
    }

    @Test
    void filterWhenTheClientIsGoneThenTheBytesAreGivenBack() {
        post(Flux.just("{\"a\":").concatWith(Flux.never()), ANSWERED)
                .subscribe()
                .dispose();
        assertWholeBudgetIsFree();
        post("{\"a\":1}", _ -> Mono.never()).subscribe().dispose();
        assertWholeBudgetIsFree();
    }

    @Test
    void filterWhenABodyDoesNotEndInTimeThenMalformedAndTheConnectionEnds() {
        StepVerifier.withVirtualTime(() -> post(
                        Flux.just("{")
                                .concatWith(Flux.interval(Duration.ofSeconds(2)).map(_ -> " ")),
                        ANSWERED))
                .expectSubscription()
                .expectNoEvent(TIMEOUT.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectErrorSatisfies(refusal(REQUEST_MALFORMED, rejection -> {
                    assertThat(rejection.headers()).containsEntry("Connection", "close");
                    assertThat(rejection.detail()).contains("(expected: all of it within PT5S)");
                }))
                .verify(TIMEOUT);
        assertWholeBudgetIsFree();
    }

    @Test
    void filterWhenTheAnswerTakesLongerThanTheBodyMayThenItIsAwaited() {
        StepVerifier.withVirtualTime(() ->
                        post("{}", _ -> Mono.delay(TIMEOUT.multipliedBy(9)).then()))
                .thenAwait(TIMEOUT.multipliedBy(9))
                .verifyComplete();
    }

    @Test
    void filterWhenOneBodyIsTooLargeForItsOperationThenThatIsSaid() {
        var roomy = station("64MB");
        var limit = (int) SyncContract.bundled().operation("order.create").sizeLimit();
        StepVerifier.create(roomy.filter(exchange("order.create", Flux.just(" ".repeat(limit), " ")), ANSWERED))
                .expectErrorSatisfies(refusal(PAYLOAD_TOO_LARGE))
                .verify(TIMEOUT);
    }

    @Test
    void filterWhenTheOperationReadsThenItsBodyIsLeftAlone() {
        StepVerifier.create(station.filter(exchange("order-set.list", Flux.never()), ANSWERED))
                .verifyComplete();
    }
}
