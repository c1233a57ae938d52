package io.portage.gateway.mutation;

import io.portage.gateway.Settings;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Reads JSON bodies of what is no operation, within the bounds of those that are: a time for each, a budget for all.
@Component
public final class JsonBodies {
    private static final List<String> JSON = List.of("application/json");

    private final BodyBudget budget;
    private final Duration timeout;

    JsonBodies(BodyBudget budget, Settings settings) {
        this.budget = budget;
        this.timeout = settings.mutations().bodyTimeout();
    }

    /// Hands a body on, whole. It counts until what is done with it has ended.
    ///
    /// @param what whose it is, for the client
    /// @param limit bytes, at most
    public Mono<Void> read(ServerHttpRequest request, String what, long limit, Function<byte[], Mono<Void>> then) {
        return Mono.using(
                budget::share,
                share -> PayloadReader.bytes(request, what, limit, share, timeout)
                        .flatMap(bytes -> {
                            PayloadReader.mediaType(request.getHeaders(), bytes, JSON);
                            return then.apply(bytes);
                        }),
                BodyBudget.Share::giveBack,
                true);
    }
}
