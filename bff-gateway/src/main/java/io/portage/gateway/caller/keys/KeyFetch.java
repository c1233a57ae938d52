package io.portage.gateway.caller.keys;

import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/// Fetches a JWK set over HTTP: from the configured address and from nowhere else, in bounded time and size.
public final class KeyFetch {
    static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int LARGEST = 256 << 10;

    private KeyFetch() {}

    /// One fetch for each subscription.
    public static Mono<byte[]> from(URI address) {
        return HttpClient.create(ConnectionProvider.newConnection())
                .disableRetry(true)
                .followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(TIMEOUT.toMillis()))
                .headers(headers -> headers.set("Accept", "application/json, application/jwk-set+json"))
                .get()
                .uri(address)
                .response((response, content) -> response.status().code() == 200
                        ? DataBufferUtils.join(
                                content.asByteArray().map(DefaultDataBufferFactory.sharedInstance::wrap), LARGEST)
                        : Mono.<DataBuffer>error(new IllegalStateException(
                                "status " + response.status().code() + " (expected: 200)")))
                .next()
                .map(KeyFetch::bytes)
                .timeout(TIMEOUT);
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        return bytes;
    }
}
