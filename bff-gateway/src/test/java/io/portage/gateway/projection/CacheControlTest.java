package io.portage.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CacheControlTest {
    private static final Duration CONTRACT = Duration.ofHours(1);

    private static CacheControl of(@Nullable String list) {
        return CacheControl.of(list);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-store",
                "private, NO-CACHE",
                "must-revalidate",
                "max-age=0 , proxy-revalidate",
                "s-maxage=5",
                "no-cache=\"Set-Cookie\""
            })
    void forbidsStaleWhenADirectiveSaysSoThenYes(String list) {
        assertThat(of(list).forbidsStale()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "private", "max-age=0", "no-transform, max-stale=5", "x-no-store"})
    void forbidsStaleWhenNoDirectiveSaysSoThenNo(String list) {
        assertThat(of(list).forbidsStale()).isFalse();
        assertThat(of(list).forbidsKeeping()).isFalse();
    }

    @Test
    void forbidsKeepingWhenNoStoreThenYes() {
        assertThat(of("private, no-store").forbidsKeeping()).isTrue();
        assertThat(of("no-cache").forbidsKeeping()).isFalse();
        assertThat(of(null).forbidsKeeping()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "private, 3600",
        "stale-if-error=60, 60",
        "stale-if-error=\"60\", 60",
        "stale-if-error=7200, 3600",
        "stale-if-error=0, 0",
        "stale-if-error, 0",
        "stale-if-error=-1, 0",
        "stale-if-error=99999999999, 0",
        "'stale-if-error=90, stale-if-error=30', 30",
    })
    void staleIfErrorWhenTheServiceAllowsLessThenLess(String list, long seconds) {
        assertThat(of(list).staleIfError(CONTRACT)).hasSeconds(seconds);
    }
}
