package io.portage.bench.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One connection with one request under way at most. All of it happens on the thread of its channel.
final class Connection extends SimpleChannelInboundHandler<HttpObject> {
    private @Nullable Channel channel;
    private @Nullable Consumer<@Nullable String> listener;
    private Expected expected = new Expected(0, null, 0);
    private @Nullable String wrong;
    private int bytes;

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
    }

    /// Sends a request.
    ///
    /// @param answered is told when the answer is complete: null where it was as expected, else what it was
    @SuppressWarnings("FutureReturnValueIgnored")
    void send(Requests requests, Consumer<@Nullable String> answered) {
        expected = requests.expected();
        listener = answered;
        wrong = null;
        bytes = 0;
        var to = channel;
        if (to == null || !to.isActive()) {
            tell("not connected");
            return;
        }
        var parts = requests.next();
        var buffer = to.alloc()
                .directBuffer(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(buffer::writeBytes);
        // a write that fails is told to exceptionCaught
        to.writeAndFlush(buffer, to.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part instanceof HttpResponse response) {
            var told = response.headers().get("Idempotency-Status");
            if (response.status().code() != expected.status() || !Objects.equals(told, expected.idempotencyStatus())) {
                wrong = response.status() + ", Idempotency-Status " + told;
            }
        }
        if (part instanceof HttpContent content) {
            bytes += content.content().readableBytes();
        }
        if (part instanceof LastHttpContent) {
            tell(wrong == null && bytes != expected.bodyBytes() ? bytes + " bytes" : wrong);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        tell("connection closed");
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        tell(failure.toString());
        context.close();
    }

    private void tell(@Nullable String what) {
        var told = listener;
        listener = null;
        if (told != null) {
            told.accept(what == null ? null : what + " (expected: " + expected + ")");
        }
    }
}
