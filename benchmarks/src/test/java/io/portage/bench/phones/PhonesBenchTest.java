package io.portage.bench.phones;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sockets that cannot be had are missed before anything is started, rather than by every second phone.
final class PhonesBenchTest {
    private final PhonesBench bench = new PhonesBench(Path.of(""), Scene.full(10_000, 1), List.of(), System.err);

    @Test
    void demandFilesWhenThereAreFewerThanPhonesThenRefused() {
        assertThatThrownBy(() -> bench.demandFiles(10_999))
                .hasMessage("open files: 10999 (expected: at least 11000, see ulimit -n, or fewer phones)");
    }

    @Test
    void demandFilesWhenThereAreEnoughThenNothing() {
        assertThatCode(() -> bench.demandFiles(11_000)).doesNotThrowAnyException();
    }
}
