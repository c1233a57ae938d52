package io.portage.gateway.sync.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.caller.Caller;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// How much one caller may have under way.
final class PerCallerTest {
    private static final Caller PAT = new Caller("north", "pat", Set.of(), Set.of());
    private final PerCaller callers = new PerCaller(2);

    private String enter(Caller caller, Mono<String> work) {
        return callers.inside(caller, Mono.just("full"), () -> work)
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void insideWhenTheCallerHasTooMuchUnderWayThenFullUntilSomeOfItEnds() {
        var end = Sinks.<String>one();
        callers.inside(PAT, Mono.just("full"), end::asMono).subscribe();
        var cancelled = callers.inside(PAT, Mono.just("full"), Mono::never).subscribe();
        assertThat(enter(PAT, Mono.just("in"))).isEqualTo("full");
        assertThat(callers.isFull(PAT)).isTrue();
        assertThat(enter(new Caller("south", "pat", Set.of(), Set.of()), Mono.just("in")))
                .isEqualTo("in");
        cancelled.dispose();
        assertThat(callers.isFull(PAT)).isFalse();
        assertThat(enter(PAT, Mono.just("in"))).isEqualTo("in");
        end.tryEmitError(new IllegalStateException("broken"));
        assertThat(enter(PAT, Mono.just("in"))).isEqualTo("in");
    }
}
