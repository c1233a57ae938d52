package io.portage.gateway.mutation;

import io.portage.gateway.Settings;
import io.portage.gateway.caller.Caller;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/// Reads the bodies of bursts, within room of their own: single requests find room however many bursts there are.
@Component
public final class BurstBodies {
    private static final List<String> JSON = List.of("application/json");
    private static final Object COUNTED = new Object();

    private final BurstBytes room;
    private final Duration timeout;

    BurstBodies(BurstBytes room, Settings settings) {
        this.room = room;
        this.timeout = settings.mutations().bodyTimeout();
    }

    /// Hands a body on, whole. It counts until what is done with it has ended.
    ///
    /// @param limit bytes, at most
    /// @param full what it fails with where there is no room
    public Mono<Void> read(
            ServerHttpRequest request,
            Caller caller,
            long limit,
            Function<Throwable, Throwable> full,
            Function<byte[], Mono<Void>> then) {
        return Mono.using(
                () -> room.share(caller.identity()),
                share -> PayloadReader.bytes(request, "a burst", limit, share, timeout)
                        .onErrorMap(BurstBytes.FullException.class, full)
                        .flatMap(bytes -> {
                            PayloadReader.mediaType(request.getHeaders(), bytes, JSON);
                            return then.apply(bytes);
                        }),
                BodyShare::giveBack,
                true);
    }

    /// Sends an item of a body that counts already: what single requests may hold is left to them.
    public static <T> Mono<T> item(Mono<T> call) {
        return call.contextWrite(context -> context.put(COUNTED, true));
    }

    static boolean isItem(ContextView context) {
        return context.hasKey(COUNTED);
    }
}
