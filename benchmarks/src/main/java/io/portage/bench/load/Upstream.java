package io.portage.bench.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// A service that answers every request, at once or after a while: 201, the headers that a service would send, and as
/// many bytes as it got, or a KiB where it got none.
public final class Upstream implements AutoCloseable {
    /// Bytes of the answer to a request that has no body.
    public static final int ANSWER_TO_READ = 1 << 10;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final LongAdder requests = new LongAdder();
    private final Duration delay;
    private final Consumer<String> arrivals;
    private final Channel channel;

    public Upstream() {
        this(Duration.ZERO, _ -> {});
    }

    /// @param delay how long a request that has arrived waits for its answer; nobody else waits with it
    /// @param arrivals told the key of each request, on one thread, when it begins to arrive; empty for none
    public Upstream(Duration delay, Consumer<String> arrivals) {
        this.delay = delay;
        this.arrivals = arrivals;
        channel = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel child) {
                        child.pipeline().addLast(new HttpRequestDecoder(), new Answering());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    public URI address() {
        return URI.create("http://localhost:" + ((InetSocketAddress) channel.localAddress()).getPort());
    }

    /// How many requests came so far.
    public long requests() {
        return requests.sum();
    }

    private final class Answering extends SimpleChannelInboundHandler<HttpObject> {
        private int bytes;

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (part instanceof HttpRequest request) {
                arrivals.accept(request.headers().get("Idempotency-Key", ""));
                bytes = request.headers().getInt("Content-Length", ANSWER_TO_READ);
            }
            if (part instanceof LastHttpContent) {
                requests.increment();
                answer(context, bytes);
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored")
        private void answer(ChannelHandlerContext context, int length) {
            Runnable answering = () -> context.writeAndFlush(answer(length), context.voidPromise());
            if (delay.isZero()) {
                answering.run();
            } else {
                context.executor().schedule(answering, delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        private static ByteBuf answer(int bytes) {
            var head = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nLocation: /v1/orders/"
                    + "019a9f3c-5d2e-7c41-8f3a-2b1c0d9e8f7a\r\nETag: \"1\"\r\nContent-Length: " + bytes + "\r\n\r\n";
            var body = Bodies.json(bytes);
            return Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body);
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
