package io.portage.gateway.sync.burst;

import io.portage.gateway.upstream.Answer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Keeps the answer to an item.
final class ItemResponse extends AbstractServerHttpResponse {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    ItemResponse() {
        super(DefaultDataBufferFactory.sharedInstance);
    }

    /// The whole answer, once it is complete.
    Answer answer() {
        var lines = new ArrayList<Map.Entry<String, String>>();
        getHeaders().forEach((name, values) -> values.forEach(value -> lines.add(Map.entry(name, value))));
        var status = getStatusCode();
        return new Answer((status == null ? HttpStatusCode.valueOf(200) : status).value(), lines, body.toByteArray());
    }

    @Override
    protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> parts) {
        return Flux.from(parts).doOnNext(this::keep).then();
    }

    @Override
    protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> parts) {
        return Flux.from(parts)
                .concatMap(part -> Flux.from(part).doOnNext(this::keep).then())
                .then();
    }

    private void keep(DataBuffer part) {
        var bytes = new byte[part.readableByteCount()];
        part.read(bytes);
        DataBufferUtils.release(part);
        body.writeBytes(bytes);
    }

    @Override
    protected void applyStatusCode() {
        // it is asked for at the end
    }

    @Override
    protected void applyHeaders() {
        // as above
    }

    @Override
    protected void applyCookies() {
        // nothing sets any: services' cookies are header lines
    }

    @Override
    public <T> T getNativeResponse() {
        throw new IllegalStateException("an item of a burst has no connection (expected: nobody who asks for it)");
    }
}
