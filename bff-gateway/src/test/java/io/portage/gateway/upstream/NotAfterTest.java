package io.portage.gateway.upstream;

import static io.portage.gateway.problem.ProblemCode.OVERLOADED;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.upstream.UpstreamOutcome.Answered;
import io.portage.gateway.upstream.UpstreamOutcome.NotSent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A request that waits for its connection for longer than it may leave.
final class NotAfterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final UpstreamRequest POST =
            new UpstreamRequest("orders", "POST", "/v1/orders", List.of(), new byte[0], PATIENCE);
    private final RawService service = new RawService();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void exchangeWhenAConnectionComesTooLateThenNotSent() {
        var now = new AtomicLong();
        var one = TestUpstreams.to(
                service.url(), Map.of("portage.upstream.connections", "1", "portage.upstream.queue-timeout", "PT10S"));
        var held = new CountDownLatch(1);
        service.then(connection -> {
            await(held);
            RawService.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        var first = one.exchange(POST).toFuture();
        service.next();
        var late = one.exchange(POST.notAfter(new NotAfter(now::get, 7))).toFuture();
        now.set(7);
        held.countDown();
        assertThat(first).succeedsWithin(PATIENCE).isInstanceOf(Answered.class);
        assertThat(late).succeedsWithin(PATIENCE).isInstanceOfSatisfying(NotSent.class, notSent -> {
            assertThat(notSent.rejection().code()).isEqualTo(OVERLOADED);
            assertThat(notSent.rejection().headers()).containsEntry("Retry-After", "1");
        });
        assertThat(service.waiting()).isZero();
        service.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        now.set(6);
        assertThat(one.exchange(POST.notAfter(new NotAfter(now::get, 7))).block(PATIENCE))
                .isInstanceOf(Answered.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
