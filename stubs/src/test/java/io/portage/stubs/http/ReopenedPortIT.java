package io.portage.stubs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.portage.stubs.StubPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A port that was shut opens again, even where something holds it for a moment.
@Timeout(30)
final class ReopenedPortIT {
    private static final HttpHandler EMPTY = _ -> Answer.whole(HttpResponse.empty(204));

    private static HttpFront shutFront() {
        var front = HttpFront.open(StubPorts.ephemeral().control(), EMPTY);
        front.refuse();
        return front;
    }

    private static ServerSocket held(HttpFront front) throws IOException {
        return new ServerSocket(front.port(), 1, InetAddress.getLoopbackAddress());
    }

    private static int status(HttpFront front) throws IOException {
        try (var link = new HttpLink(front.port())) {
            return link.exchange(new HttpRequest("GET", "/", List.of(), new byte[0]))
                    .status();
        }
    }

    /// Starts to listen, and returns when that waits for the port.
    private static Thread listening(HttpFront front, AtomicReference<Throwable> failure) {
        var thread = Thread.ofPlatform().start(() -> failure.set(catchThrowable(front::listen)));
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void listenWhenThePortIsHeldForAMomentThenOpenAfterwards() throws Exception {
        try (var front = shutFront()) {
            var failure = new AtomicReference<Throwable>();
            Thread thread;
            try (var holder = held(front)) {
                thread = listening(front, failure);
                assertThat(holder.isBound()).isTrue();
            }
            thread.join();
            assertThat(failure).hasNullValue();
            assertThat(status(front)).isEqualTo(204);
        }
    }

    @Test
    void listenWhenThePortStaysTakenThenToldAfterAWhile() throws IOException {
        try (var front = shutFront();
                var holder = held(front)) {
            assertThatThrownBy(() -> front.listen(Duration.ofMillis(100)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("port: " + holder.getLocalPort() + " (expected: a free one; ");
        }
    }

    @Test
    void listenWhenInterruptedThenNoLongerWaited() throws Exception {
        try (var front = shutFront();
                var holder = held(front)) {
            var failure = new AtomicReference<Throwable>();
            var thread = listening(front, failure);
            thread.interrupt();
            thread.join();
            assertThat(failure.get()).hasMessageStartingWith("port: " + holder.getLocalPort());
        }
    }

    @Test
    void listenWhenShutAndOpenedOverAndOverThenAlwaysOpen() throws IOException {
        try (var front = shutFront()) {
            for (int i = 0; i < 50; i++) {
                front.listen();
                assertThat(status(front)).isEqualTo(204);
                front.refuse();
            }
        }
    }
}
