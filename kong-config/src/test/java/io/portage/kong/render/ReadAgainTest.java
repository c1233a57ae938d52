package io.portage.kong.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.SyncContract;
import io.portage.kong.model.Finding;
import io.portage.kong.read.Source;
import io.portage.kong.verify.KongReader;
import io.portage.kong.verify.ReadOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Kong, or decK, would take every file that is rendered.
final class ReadAgainTest {
    private static final ReadOptions OPTIONS =
            new ReadOptions(ReadOptions.DEFAULT.version(), false, Set.of("header-guard", "header-guard-exit"), null);

    static Stream<Rendered> files() {
        return Rendered.declarative();
    }

    @ParameterizedTest
    @MethodSource("files")
    void readWhenAnyRenderedFileThenNothingIsFound(Rendered file) {
        var source = new Source("kong.yml", file.text().getBytes(StandardCharsets.UTF_8));
        var reading = KongReader.read(List.of(source), OPTIONS);
        assertThat(reading.findings()).extracting(Finding::message).isEmpty();
        var config = reading.config();
        assertThat(config).isNotNull();
        if (config != null) {
            assertThat(config.tags()).contains("portage");
            assertThat(config.routes())
                    .hasSizeGreaterThan(SyncContract.bundled().operations().size());
        }
    }
}
