package io.portage.kong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Of many names those that are spelled most alike are told, of few all.
class NearestTest {
    private static final List<String> MANY =
            IntStream.range(0, 13).mapToObj("route-%02d"::formatted).toList();

    @Test
    void wordsWhenFewThenAllAsTheyStand() {
        assertThat(Nearest.words("a", MANY.subList(0, 12)))
                .startsWith("route-00, route-01")
                .endsWith(", route-11");
    }

    @Test
    void wordsWhenManyThenThoseSpelledMostAlike() {
        assertThat(Nearest.words("ROUTE12", MANY)).isEqualTo("route-12, route-02, route-10 or one of 10 more");
    }

    @Test
    void meantWhenALetterIsMissingWrongOrTooManyThenFound() {
        var verbs = List.of("verify", "explain");
        assertThat(Nearest.meant("verfy", verbs)).contains("verify");
        assertThat(Nearest.meant("explaim", verbs)).contains("explain");
        assertThat(Nearest.meant("verrify", verbs)).contains("verify");
    }

    @Test
    void meantWhenNothingIsAlikeThenNone() {
        assertThat(Nearest.meant("prove", List.of("verify", "explain"))).isEmpty();
    }
}
