package io.portage.bench.phones;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// All phones that come back, each with what it queued.
final class Fleet {
    /// Nobody waits that long for an outbox to be empty.
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final List<Phone> phones = new ArrayList<>();
    private final List<Duration> returns = new ArrayList<>();

    /// @param name which keys begin with
    Fleet(String name, Scene scene, List<Owner> owners) {
        var random = new Random(scene.seed());
        for (int i = 0; i < scene.phones(); i++) {
            phones.add(phone(name + "-" + i, owners.get(i), random));
            returns.add(Duration.ofNanos(random.nextLong(scene.within().toNanos())));
        }
    }

    private static Phone phone(String name, Owner owner, RandomGenerator random) {
        var keys = IntStream.rangeClosed(0, random.nextInt(Scene.LARGEST_OUTBOX))
                .mapToObj(i -> name + "-" + i)
                .toList();
        boolean losesConnection = random.nextInt(Scene.CUT_OFF) == 0;
        return new Phone(owner, keys, losesConnection, new Random(random.nextLong()));
    }

    List<Phone> phones() {
        return phones;
    }

    long mutations() {
        return phones.stream().mapToLong(phone -> phone.keys().size()).sum();
    }

    /// Returns when all outboxes are empty.
    void comeBack(URI gateway, Timeline timeline) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var empty = new ExecutorCompletionService<Void>(threads);
            for (int i = 0; i < phones.size(); i++) {
                var phone = phones.get(i);
                var away = returns.get(i);
                empty.submit(() -> {
                    Thread.sleep(away);
                    phone.empty(gateway, timeline);
                    return null;
                });
            }
            for (int left = phones.size(); left > 0; left--) {
                var next = empty.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    threads.shutdownNow();
                    throw new IOException(left + " outboxes are not empty (expected: all, within "
                            + PATIENCE.toMinutes() + " min); " + timeline.reasons());
                }
                next.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a phone failed: " + e.getCause(), e);
        }
    }
}
