package io.portage.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/// Sends requests over a fixed number of connections, from one thread, and checks every answer.
public final class Client implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Connection> connections = new ArrayList<>();

    public Client(URI address, int connections) {
        for (int i = 0; i < connections; i++) {
            this.connections.add(connect(address));
        }
    }

    private Connection connect(URI address) {
        var connection = new Connection();
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpResponseDecoder(), connection);
                    }
                })
                .connect(address.getHost(), address.getPort())
                .syncUninterruptibly();
        return connection;
    }

    /// As fast as it goes: each connection sends its next request when it has its answer, for so long, and until so
    /// many were sent.
    public Tally closed(Requests requests, Duration duration, long most) {
        var run = new Closed(requests, System.nanoTime() + duration.toNanos(), most);
        return run(run.tally, run.done, () -> run.begin(connections));
    }

    /// So many a second, whatever becomes of them: latency counts from the instant at which a request was due, so that
    /// whoever stands still is charged for all that had to wait.
    public Tally open(Requests requests, int rate, Duration duration) {
        long count = Math.max(1, rate * duration.toMillis() / 1_000);
        var tally = new Tally();
        // the one used last is warm
        var run = new Open(requests, connections, Deque::push, _ -> tally);
        return run(tally, run.done, () -> pace(run, rate, number -> number < count));
    }

    /// The same for as long as nobody says that it is enough.
    ///
    /// @param tallies where an answer is counted, by the instant at which its request was due
    public void open(Requests requests, int rate, BooleanSupplier more, LongFunction<Tally> tallies) {
        // each in its turn, lest one that is never used is closed
        var run = new Open(requests, connections, Deque::add, tallies);
        run(new Tally(), run.done, () -> pace(run, rate, _ -> more.getAsBoolean()));
    }

    private void pace(Open run, int rate, LongPredicate more) {
        long interval = TimeUnit.SECONDS.toNanos(1) / rate;
        long start = System.nanoTime();
        for (long i = 0; more.test(i); i++) {
            long due = start + i * interval;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            loop.execute(() -> run.due(due));
        }
        loop.execute(run::noMore);
    }

    private Tally run(Tally tally, CompletableFuture<Void> done, Runnable begin) {
        long start = System.nanoTime();
        begin.run();
        done.orTimeout(PATIENCE.plusMinutes(2).toSeconds(), TimeUnit.SECONDS).join();
        tally.took(Duration.ofNanos(System.nanoTime() - start));
        return tally;
    }

    /// One stretch of closed load; after its begin, on the thread of the loop alone.
    private final class Closed {
        private final Tally tally = new Tally();
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final Requests requests;
        private final long end;
        private long left;
        private int running;

        Closed(Requests requests, long end, long most) {
            this.requests = requests;
            this.end = end;
            this.left = most;
        }

        void begin(List<Connection> busy) {
            loop.execute(() -> {
                running = busy.size();
                busy.forEach(this::next);
            });
        }

        private void next(Connection connection) {
            long now = System.nanoTime();
            if (now >= end || left-- <= 0) {
                if (--running == 0) {
                    done.complete(null);
                }
                return;
            }
            connection.send(requests, wrong -> {
                if (wrong == null) {
                    tally.answered(System.nanoTime() - now);
                } else {
                    tally.unexpected(wrong);
                }
                // not from within, lest a connection that is gone recurse
                loop.execute(() -> next(connection));
            });
        }
    }

    /// One stretch of open load, on the thread of the loop alone.
    private static final class Open {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final Requests requests;
        private final Deque<Connection> idle;
        private final BiConsumer<Deque<Connection>, Connection> freeing;
        private final LongFunction<Tally> tallies;
        private final Deque<Long> waiting = new ArrayDeque<>();
        private long underWay;
        private boolean ended;

        Open(
                Requests requests,
                List<Connection> connections,
                BiConsumer<Deque<Connection>, Connection> freeing,
                LongFunction<Tally> tallies) {
            this.requests = requests;
            this.idle = new ArrayDeque<>(connections);
            this.freeing = freeing;
            this.tallies = tallies;
        }

        void due(long instant) {
            underWay++;
            waiting.add(instant);
            var connection = idle.poll();
            if (connection != null) {
                send(connection);
            }
        }

        void noMore() {
            ended = true;
            end();
        }

        private void end() {
            if (ended && underWay == 0) {
                done.complete(null);
            }
        }

        private void send(Connection connection) {
            long due = waiting.remove();
            connection.send(requests, wrong -> {
                var tally = tallies.apply(due);
                if (wrong == null) {
                    tally.answered(System.nanoTime() - due);
                } else {
                    tally.unexpected(wrong);
                }
                free(connection);
            });
        }

        private void free(Connection connection) {
            underWay--;
            if (waiting.isEmpty()) {
                freeing.accept(idle, connection);
            } else {
                send(connection);
            }
            end();
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
