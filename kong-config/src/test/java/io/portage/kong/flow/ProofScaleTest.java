package io.portage.kong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A large company's file takes no longer than somebody waits.
class ProofScaleTest {
    private static final int ROUTES = 5_000;
    private static final int PLUGINS = 2_000;

    private static String file() {
        var yaml =
                new StringBuilder("_format_version: '3.0'\nplugins:\n- {name: key-auth}\n- {name: cors}\nservices:\n");
        for (var i = 0; i < ROUTES; i++) {
            yaml.append("- {name: s%d, url: 'http://s:80', routes: [{name: r%d, paths: [/r%d]%s}]}%n"
                    .formatted(i, i, i, i < PLUGINS / 2 ? ", plugins: [" + plugin(i) + "]" : ""));
        }
        yaml.append("consumers:\n");
        for (var i = 0; i < PLUGINS / 2; i++) {
            yaml.append("- {username: c%d, keyauth_credentials: [{key: k%d}], plugins: [%s]}%n"
                    .formatted(
                            i,
                            i,
                            i % 20 == 0 ? plugin(i) : "{name: rate-limiting, config: {minute: 1, policy: local}}"));
        }
        return yaml.toString();
    }

    private static String plugin(int i) {
        return "{name: request-transformer, config: {remove: {headers: [X-Own-%d]}}}".formatted(i);
    }

    @Test
    void ofWhenThereAreThousandsThenUnderASecond() {
        var file = Verified.file(file());
        var fastest = Duration.ofHours(1);
        for (var run = 0; run < 3; run++) {
            var start = System.nanoTime();
            assertThat(file.verdicts()).hasSize(ROUTES).allMatch(it -> it.worst() == Verdict.PRESERVED);
            var took = Duration.ofNanos(System.nanoTime() - start);
            fastest = took.compareTo(fastest) < 0 ? took : fastest;
        }
        System.out.println("proof of " + ROUTES + " routes and " + PLUGINS + " plugins: " + fastest);

        assertThat(fastest).isLessThan(Duration.ofSeconds(3));
    }
}
