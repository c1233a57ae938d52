package io.portage.gateway.sync.burst;

import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;

/// An item as the single request that it stands for, without a connection of its own.
final class ItemRequest extends AbstractServerHttpRequest {
    private final byte[] body;
    private final @Nullable InetSocketAddress client;

    /// @param client where the burst came from
    ItemRequest(HttpMethod method, URI uri, HttpHeaders headers, byte[] body, @Nullable InetSocketAddress client) {
        super(method, uri, "", headers);
        this.body = body;
        this.client = client;
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return body.length == 0
                ? Flux.empty()
                : Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
    }

    @Override
    public @Nullable InetSocketAddress getRemoteAddress() {
        return client;
    }

    @Override
    protected MultiValueMap<String, HttpCookie> initCookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    protected @Nullable SslInfo initSslInfo() {
        return null;
    }

    @Override
    public <T> T getNativeRequest() {
        throw new IllegalStateException("an item of a burst has no connection (expected: nobody who asks for it)");
    }
}
