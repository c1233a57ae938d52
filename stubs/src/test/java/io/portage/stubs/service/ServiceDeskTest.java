package io.portage.stubs.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.SyncContract;
import io.portage.stubs.http.HttpRequest;
import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.traffic.Effects;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// State machines need no locks, since the desk lets one request in at a time.
final class ServiceDeskTest {
    /// A service that takes its time and notices company.
    private static final class Watchful implements StubService {
        private static final long STAY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public String name() {
            return "orders";
        }

        @Override
        public Map<String, Behaviour> behaviours() {
            return Map.of("order-set.create", _ -> stay());
        }

        private HttpResponse stay() {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            for (long until = System.nanoTime() + STAY_NANOS; System.nanoTime() < until; ) {
                Thread.onSpinWait();
            }
            inside.decrementAndGet();
            return HttpResponse.empty(204);
        }

        @Override
        public void reset() {
            most.set(0);
        }
    }

    @Test
    void answerWhenManyAskAtOnceThenOneIsInAtATime() throws InterruptedException {
        var service = new Watchful();
        var effects = new Effects();
        var clock = InstantSource.system();
        var desk = new ServiceDesk(SyncContract.bundled(), service, new RepeatMemory(clock), effects);
        var request = new HttpRequest("POST", "/v1/order-sets", List.of(), new byte[0]);
        Callable<HttpResponse> ask = () -> desk.answer(request);
        try (var threads = Executors.newFixedThreadPool(4)) {
            assertThat(threads.invokeAll(Collections.nCopies(8, ask))).hasSize(8);
        }
        assertThat(service.most).hasValue(1);
        assertThat(effects.all().getFirst().count()).isEqualTo(8);
    }
}
