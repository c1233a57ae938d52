package io.portage.gateway.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import io.portage.gateway.idempotency.Claim.Acquired;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;

/// A store under test, made anew for each, and the words in which its promises are written.
public abstract class StoreFixture {
    protected static final Retention RETENTION = new Retention(Duration.parse("PT24H5M"), Duration.ofDays(30));
    static final Duration A_MOMENT = Duration.ofMillis(1);
    static final StoredResponse ANSWER = new StoredResponse(
                    201, List.of(Map.entry("ETag", "\"1\""), Map.entry("ETag", "\"2\"")), "äbc".getBytes(UTF_8))
            .of(new Provenance("portal.request-refill", "pät"));

    protected final TestClock clock = new TestClock();
    private @Nullable IdempotencyStore created;

    /// A new, empty store that reads the time from `clock`.
    protected abstract IdempotencyStore store(InstantSource clock, Retention retention);

    @BeforeEach
    final void create() {
        created = store(clock, RETENTION);
    }

    protected final IdempotencyStore store() {
        if (created == null) {
            throw new IllegalStateException("no store (expected: created before each test)");
        }
        return created;
    }

    protected static <T> T now(Mono<T> mono) {
        var value = mono.block(Duration.ofSeconds(10));
        if (value == null) {
            throw new AssertionError("empty (expected: a value)");
        }
        return value;
    }

    protected final Claim claim(ClaimBuilder request) {
        return now(store().claim(request.request()));
    }

    protected final Acquired acquire(ClaimBuilder request) {
        var claim = claim(request);
        assertThat(claim).isInstanceOf(Acquired.class);
        return (Acquired) claim;
    }

    final void completed(ClaimBuilder request) {
        assertThat(now(store().complete(acquire(request), ANSWER))).isTrue();
    }

    final boolean isCompleted(ClaimBuilder request) {
        return now(store().isCompleted(request.request().scope()));
    }
}
