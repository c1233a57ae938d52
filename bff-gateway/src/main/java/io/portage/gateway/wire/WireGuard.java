package io.portage.gateway.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.problem.ProblemBody;
import io.portage.gateway.problem.Rejection;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands between the codec and Reactor Netty: marks what the wire rules refuse as undecodable, so that it is answered
/// in its turn and the connection is closed, and gives that empty answer the form of every other problem.
final class WireGuard extends ChannelDuplexHandler {
    private static final Logger LOG = LoggerFactory.getLogger(WireGuard.class);
    private final CorrelationId correlationIds;

    /// Requests that are not answered yet: with pipelining, there may be several.
    private final ArrayDeque<Turn> turns = new ArrayDeque<>();

    /// One request, until its answer is written.
    private static final class Turn {
        private final List<String> correlationLines;
        private @Nullable Rejection refused;

        Turn(List<String> correlationLines) {
            this.correlationLines = correlationLines;
        }
    }

    WireGuard(CorrelationId correlationIds) {
        this.correlationIds = correlationIds;
    }

    /// The reason in which a request is handed on as undecodable.
    private static final class RefusedException extends Exception {
        RefusedException() {
            super(null, null, false, false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpObject part) {
            examine(part);
        }
        context.fireChannelRead(message);
    }

    private void examine(HttpObject part) {
        if (part instanceof HttpRequest request) {
            turns.add(new Turn(request.headers().getAll(CorrelationId.HEADER)));
        }
        var turn = turns.peekLast();
        if (turn == null) {
            return;
        }
        if (part.decoderResult().isFailure()) {
            turn.refused = WireRules.undecodable(part.decoderResult().cause());
        } else if (part instanceof HttpRequest request) {
            turn.refused = WireRules.fault(request);
            if (turn.refused == null) {
                Spelling.fold(request.headers());
            } else {
                request.setDecoderResult(DecoderResult.failure(new RefusedException()));
            }
        }
    }

    /// Whoever writes looks at the promise.
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        var turn = turns.peek();
        if (message instanceof LastHttpContent && !isInterim(message)) {
            turns.poll();
        }
        if (turn != null && message instanceof FullHttpResponse response && isBare(response)) {
            var rejection = turn.refused == null
                    ? WireRules.refusedBelow(response.status().code())
                    : turn.refused;
            response.release();
            context.write(problem(rejection, turn.correlationLines), promise);
        } else {
            context.write(message, promise);
        }
    }

    /// An answer that Reactor Netty made up: ours all carry the correlation id.
    private static boolean isBare(FullHttpResponse response) {
        return response.status().code() >= 400
                && !response.content().isReadable()
                && !response.headers().contains(CorrelationId.HEADER);
    }

    /// `100 Continue` is a whole message and yet no answer.
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private FullHttpResponse problem(Rejection rejection, List<String> correlationLines) {
        var id = correlationIds.of(correlationLines);
        LOG.info(
                "correlationId=\"{}\" operation=- method=- status={} code={}",
                CorrelationId.inLog(id),
                rejection.status(),
                rejection.code());
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(rejection.status()),
                Unpooled.wrappedBuffer(ProblemBody.render(rejection, id)));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, ProblemBody.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(CorrelationId.HEADER, id);
        return response;
    }
}
