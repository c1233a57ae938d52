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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// A service that answers every request at once: 201, the headers that a service would send, and as many bytes as it
/// got, or a KiB where it got none.
public final class Upstream implements AutoCloseable {
    /// Bytes of the answer to a request that has no body.
    public static final int ANSWER_TO_READ = 1 << 10;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final LongAdder requests = new LongAdder();
    private final Channel channel;

    public Upstream() {
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
        @SuppressWarnings("FutureReturnValueIgnored")
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (part instanceof HttpRequest request) {
                bytes = request.headers().getInt("Content-Length", ANSWER_TO_READ);
            }
            if (part instanceof LastHttpContent) {
                requests.increment();
                context.writeAndFlush(answer(bytes), context.voidPromise());
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
