package io.portage.gateway.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class Uuid7Test {
    private final TestClock clock = new TestClock();
    private final Uuid7 ids = new Uuid7(clock, new Random(7));

    @Test
    void nextWhenMintedThenVersion7OfTheRfcVariant() {
        var minted = Stream.generate(ids::next).limit(1_000).toList();
        assertThat(minted).allMatch(id -> id.version() == 7).allMatch(id -> id.variant() == 2);
    }

    @Test
    void nextWhenMintedThenCarriesTheMillisecond() {
        assertThat(ids.next().getMostSignificantBits() >>> 16).isEqualTo(TestClock.START.toEpochMilli());
    }

    @Test
    void nextWhenTimeMovesThenSortsLater() {
        var first = ids.next().toString();
        clock.advance(Duration.ofMillis(1));
        assertThat(ids.next().toString()).isGreaterThan(first);
    }

    @Test
    void nextWhenTheMillisecondIsTheSameThenDiffers() {
        assertThat(Stream.generate(ids::next).limit(1_000).collect(Collectors.toSet()))
                .hasSize(1_000);
    }
}
