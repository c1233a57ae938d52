package io.portage.kong.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.read.Source;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Reading takes time in step with the file. Measured in processor time, which a busy machine does not stretch.
class KongReaderSpeedTest {
    @Test
    void readWhenTenTimesTheRoutesThenAboutTenTimesTheTime() {
        timed(5_000);
        var some = timed(2_000);
        var many = timed(20_000);

        System.out.printf("kong reader: 2,000 routes in %d ms, 20,000 in %d ms%n", some.toMillis(), many.toMillis());
        assertThat(many).isLessThan(some.multipliedBy(30).plusMillis(200));
    }

    private static Duration timed(int routes) {
        var bytes = file(routes).getBytes(StandardCharsets.UTF_8);
        var clock = ManagementFactory.getThreadMXBean();
        var start = clock.getCurrentThreadCpuTime();
        var reading = KongReader.read(List.of(new Source("kong.yml", bytes)), ReadOptions.DEFAULT);
        var time = Duration.ofNanos(clock.getCurrentThreadCpuTime() - start);

        assertThat(Objects.requireNonNull(reading.config()).routes()).hasSize(routes);
        return time;
    }

    private static String file(int routes) {
        var text = new StringBuilder("_format_version: \"3.0\"\nservices:\n");
        for (var i = 0; i < routes; i++) {
            if (i % 5 == 0) {
                text.append("- name: s%d%n  url: http://s%d.internal:8080%n  routes:%n".formatted(i, i));
            }
            text.append(
                    "  - name: r%d%n    paths: [/r%d]%n    methods: [GET, POST]%n    tags: [a, b]%n".formatted(i, i));
            if (i % 5 < 2) {
                text.append(
                        "    plugins:\n    - name: request-transformer\n      config: {add: {headers: ['X-A:1']}}\n");
            }
        }
        return text.toString();
    }
}
