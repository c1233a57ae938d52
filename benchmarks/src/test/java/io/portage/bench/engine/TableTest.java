package io.portage.bench.engine;

import static io.portage.bench.engine.Turns.turn;
import static io.portage.bench.engine.Turns.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What people read.
final class TableTest {
    private static final Machine MACHINE = new Machine(2, "Linux 6 amd64", "25", "-Xmx1g", "7.0.15");
    private static final Turn PLAIN = turn("redis", Kind.PLAIN, 1, 100, 2_000);
    private static final Turn KEYED = turn("redis", Kind.KEYED, 1, 150, 5_000);

    private static String table(List<String> skipped, Turn... turns) {
        return Table.of(EngineReport.of(MACHINE, Effort.full(1, 5, 200), skipped, List.of(turns)));
    }

    @Test
    void ofThenMachineEffortAndOneLineForEachLane() {
        assertThat(table(List.of(), PLAIN, KEYED))
                .startsWith("2 cores, Linux 6 amd64; Java 25, -Xmx1g; Redis 7.0.15.\n1 rounds in turn; each 5.0 s")
                .contains("at 200 requests/s")
                .endsWith("""
                        | 1 KiB | redis | no key | 100 (100–100) | 1 | – | 2 | 2.00 | 1000 | 0.50 | 2.0 (2.0–2.0) | 1 |
                        | 1 KiB | redis | new key | 150 (150–150) | 1.50 (1.50–1.50) | +50 (+50–+50) | 2 | 2.00 | 1000 \
                        | 0.50 | 5.0 (5.0–5.0) | 2.50 |
                        """);
    }

    @Test
    void ofWhenSomethingWasSkippedThenItIsNamed() {
        assertThat(table(List.of("the Redis store: " + RedisServer.ABSENT), PLAIN))
                .endsWith("\nskipped: the Redis store: no redis-server on the PATH\n");
    }

    @Test
    void ofWhenAnswersWereNotAsExpectedThenItSaysSo() {
        assertThat(table(List.of(), PLAIN, wrong(KEYED))).endsWith("\n3 answers were not as expected, such as 503\n");
    }
}
