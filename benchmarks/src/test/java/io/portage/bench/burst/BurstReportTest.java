package io.portage.bench.burst;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A burst is compared with single POSTs in CPU time, and with one alone in time, of the same round.
final class BurstReportTest {
    private static BurstTurn turn(Way way, int round, double cpu, double wall, @Nullable Double ahead) {
        return new BurstTurn(way, round, 100, 0, null, 100, cpu, wall, ahead);
    }

    /// The second round is twice as slow for all, as on a machine that does something else meanwhile.
    private static final List<BurstTurn> TURNS = List.of(
            turn(Way.ALONE, 1, 900, 20, null),
            turn(Way.SINGLES, 1, 300, 150, null),
            turn(Way.DOCUMENT, 1, 150, 160, null),
            turn(Way.LINES, 1, 180, 140, 100.0),
            turn(Way.ALONE, 2, 1_800, 40, null),
            turn(Way.SINGLES, 2, 600, 300, null),
            turn(Way.DOCUMENT, 2, 300, 320, null),
            turn(Way.LINES, 2, 360, 280, 90.0));

    @Test
    void tableThenRatiosAreOfOneRound() {
        assertThat(new BurstReport(100, TURNS).table()).endsWith("""
                | one POST alone | 1350 (900–1800) | – | 30 (20–40) | – | – |
                | POSTs, 16 at once | 450 (300–600) | – | 225 (150–300) | 7.5 (7.5–7.5) | – |
                | burst, JSON | 225 (150–300) | 0.50 (0.50–0.50) | 240 (160–320) | 8.0 (8.0–8.0) | – |
                | burst, NDJSON | 270 (180–360) | 0.60 (0.60–0.60) | 210 (140–280) | 7.0 (7.0–7.0) | 95 (90–100) |
                """);
    }

    @Test
    void tableWhenAnswersWereNotAsExpectedThenItSaysSo() {
        var wrong = new BurstTurn(Way.LINES, 1, 0, 3, "503", 0, 1, 1, 1.0);
        var turns = List.of(TURNS.get(0), TURNS.get(1), TURNS.get(2), wrong);
        assertThat(new BurstReport(100, turns).table()).endsWith("\n3 answers were not as expected, such as 503\n");
    }
}
