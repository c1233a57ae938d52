package io.portage.bench.engine;

import java.time.Duration;
import java.util.List;

/// How much is measured.
///
/// @param sizes of bodies, in bytes
/// @param rounds how often all lanes take their turn
/// @param warmUps how often all lanes take their turn before anything counts
/// @param warmUp how long each of them does
/// @param measured each of the two stretches of a turn: as fast as it goes, and at a fixed rate
/// @param rate requests a second, at a fixed rate
/// @param replayed how many keys replays go round
public record Effort(
        List<Integer> sizes, int rounds, int warmUps, Duration warmUp, Duration measured, int rate, int replayed) {
    private static final List<Integer> SIZES = List.of(1 << 10, 32 << 10);

    public Effort {
        sizes = List.copyOf(sizes);
    }

    /// Enough for numbers that can be compared.
    public static Effort full(int rounds, int seconds, int rate) {
        return new Effort(SIZES, rounds, 2, Duration.ofSeconds(12), Duration.ofSeconds(seconds), rate, 1_000);
    }

    /// A few hundred requests, to see that all of it works; the numbers mean nothing.
    public static Effort smoke() {
        return new Effort(SIZES, 1, 1, Duration.ofMillis(100), Duration.ofMillis(200), 50, 20);
    }
}
