package io.portage.bench.engine;

import static io.portage.bench.engine.Turns.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What has a key is compared with what has none: in the same process, and in the same round.
final class RowTest {
    /// The second round is twice as slow for all, as on a machine that does something else meanwhile.
    private static final List<Turn> TURNS = List.of(
            turn("embedded", Kind.PLAIN, 1, 100, 2_000),
            turn("embedded", Kind.KEYED, 1, 120, 3_000),
            turn("redis", Kind.PLAIN, 1, 110, 2_000),
            turn("redis", Kind.KEYED, 1, 165, 6_000),
            turn("embedded", Kind.PLAIN, 2, 200, 2_000),
            turn("embedded", Kind.KEYED, 2, 240, 3_000),
            turn("redis", Kind.PLAIN, 2, 220, 2_000),
            turn("redis", Kind.KEYED, 2, 330, 6_000));

    @Test
    void ofThenOneRowForEachLaneInTheirOrder() {
        assertThat(Row.of(TURNS))
                .extracting(row -> row.store() + " " + row.kind())
                .containsExactly("embedded PLAIN", "embedded KEYED", "redis PLAIN", "redis KEYED");
    }

    @Test
    void ofWhenARoundIsSlowForAllThenRatiosAreAsBefore() {
        var rows = Row.of(TURNS);
        assertThat(rows.get(1).timesPlain()).isEqualTo(new Spread(1.2, 1.2, 1.2));
        assertThat(rows.get(3).timesPlain()).isEqualTo(new Spread(1.5, 1.5, 1.5));
        assertThat(rows.get(3).p99TimesPlain()).isEqualTo(new Spread(3, 3, 3));
        assertThat(rows.get(3).added()).isEqualTo(new Spread(82.5, 55, 110));
        assertThat(rows.get(1).cpuMicros()).isEqualTo(new Spread(180, 120, 240));
    }

    @Test
    void ofThenOnlyWhatIsOnRedisHasItsNumbers() {
        var rows = Row.of(TURNS);
        assertThat(rows.get(1).scripts()).isNull();
        assertThat(rows.get(3).scripts()).isEqualTo(new Spread(2, 2, 2));
    }

    @Test
    void ofWhenThereIsNothingToCompareWithThenRefused() {
        assertThatThrownBy(() -> Row.of(List.of(turn("redis", Kind.KEYED, 1, 1, 1))))
                .hasMessageContaining("expected: a plain POST in each of its rounds");
    }
}
