package io.portage.gateway.sync.burst;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.portage.gateway.sync.AnswerJson;
import io.portage.gateway.upstream.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Writes the results of a burst: as lines, each as soon as it is known, or as one document in the order of the burst.
final class ResultWriter {
    private static final byte[] LINE_END = "\n".getBytes(US_ASCII);
    private static final byte[] BEGIN = "{\"results\":[".getBytes(US_ASCII);
    private static final byte[] BETWEEN = ",".getBytes(US_ASCII);
    private static final byte[] END = "]}".getBytes(US_ASCII);

    /// Bytes that are written at once.
    private static final int TOGETHER = 32 << 10;

    private ResultWriter() {}

    /// @param written told of each answer that need not be held any longer
    static Mono<Void> write(ServerWebExchange exchange, Flux<ItemResult> results, Consumer<Answer> written) {
        var response = exchange.getResponse();
        boolean lines = wantsLines(accepted(exchange.getRequest().getHeaders()));
        response.getHeaders().setContentType(lines ? MediaType.APPLICATION_NDJSON : MediaType.APPLICATION_JSON);
        response.getHeaders().setCacheControl(CacheControl.noStore());
        return lines ? lines(response, results, written) : document(response, results, written);
    }

    /// What nobody can read says nothing.
    private static List<MediaType> accepted(HttpHeaders headers) {
        try {
            return headers.getAccept();
        } catch (InvalidMediaTypeException _) {
            return List.of();
        }
    }

    /// Only where a client asks for them more than for a document.
    private static boolean wantsLines(List<MediaType> accepted) {
        double lines = 0;
        double document = 0;
        for (var type : accepted) {
            if (type.isConcrete() && type.equalsTypeAndSubtype(MediaType.APPLICATION_NDJSON)) {
                lines = Math.max(lines, type.getQualityValue());
            } else if (type.includes(MediaType.APPLICATION_JSON)) {
                document = Math.max(document, type.isConcrete() ? type.getQualityValue() : 0);
            }
        }
        return lines > 0 && lines >= document;
    }

    private static Mono<Void> lines(ServerHttpResponse response, Flux<ItemResult> results, Consumer<Answer> written) {
        return response.writeAndFlushWith(results.map(result -> {
            written.accept(result.answer());
            return Mono.just(buffer(response, List.of(json(result), LINE_END)));
        }));
    }

    private static Mono<Void> document(
            ServerHttpResponse response, Flux<ItemResult> results, Consumer<Answer> written) {
        var order = new Order();
        var filled = new AtomicInteger();
        var parts = Flux.concat(
                Mono.just(BEGIN),
                results.concatMapIterable(order::add).concatMapIterable(result -> {
                    written.accept(result.answer());
                    return result.label().index() == 0 ? List.of(json(result)) : List.of(BETWEEN, json(result));
                }),
                Mono.just(END));
        // each piece that is written wakes the connection's thread: several together cost as much as one
        return response.writeWith(parts.bufferUntil(part -> filled.addAndGet(part.length) >= TOGETHER)
                .map(together -> {
                    filled.set(0);
                    return buffer(response, together);
                }));
    }

    /// Holds results back until those before them are there.
    private static final class Order {
        private final Map<Integer, ItemResult> early = new TreeMap<>();
        private int next;

        List<ItemResult> add(ItemResult result) {
            early.put(result.label().index(), result);
            var due = new ArrayList<ItemResult>();
            for (var first = early.remove(next); first != null; first = early.remove(next)) {
                due.add(first);
                next++;
            }
            return due;
        }
    }

    private static DataBuffer buffer(ServerHttpResponse response, List<byte[]> parts) {
        var buffer = response.bufferFactory()
                .allocateBuffer(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(buffer::write);
        return buffer;
    }

    private static byte[] json(ItemResult result) {
        return AnswerJson.object(json -> {
            var label = result.label();
            json.member("id", label.id());
            json.member("clientMutationId", label.clientMutationId());
            json.answer(result.answer());
            if (!result.answer().isSuccess()) {
                json.member("pointer", label.pointer());
            }
            json.member("final", result.isFinal());
        });
    }
}
