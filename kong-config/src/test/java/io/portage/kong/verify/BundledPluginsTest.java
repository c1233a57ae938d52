package io.portage.kong.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.catalogue.Declarations;
import io.portage.kong.catalogue.Fields;
import io.portage.kong.flow.Proof;
import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.flow.Verdict;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongVersion;
import io.portage.kong.read.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every bundled plugin at every place where one can stand: where Kong takes it, where it refuses it, and what it does
/// to headers when it is told no more than it must be.
class BundledPluginsTest {
    /// As a real Kong was seen to refuse them where a plugin at the top names a consumer.
    private static final Set<String> NOT_FOR_CONSUMERS = Set.of(
            "acl",
            "acme",
            "ai-request-transformer",
            "basic-auth",
            "bot-detection",
            "cors",
            "hmac-auth",
            "jwt",
            "key-auth",
            "ldap-auth",
            "oauth2",
            "post-function",
            "pre-function",
            "session",
            "standard-webhooks");
    private static final Set<String> ANSWER =
            Set.of("aws-lambda", "azure-functions", "redirect", "request-termination");
    private static final Map<String, String> ALL = read();

    private static Map<String, String> read() {
        try {
            var all = new TreeMap<String, String>();
            for (var line : Files.readAllLines(Path.of("src/test/resources/bundled-plugins.yml"))) {
                if (!line.startsWith("#")) {
                    var colon = line.indexOf(": ");
                    all.put(line.substring(0, colon), line.substring(colon + 2));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void pluginsThenAllThatKongBundles() {
        assertThat(ALL.keySet()).isEqualTo(new TreeSet<>(Fields.plugins())).hasSize(45);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plugins: [%s]\nservices: [{name: a, url: 'http://a', routes: [{name: r, paths: [/]}]}]",
                "services: [{name: a, url: 'http://a', plugins: [%s], routes: [{name: r, paths: [/]}]}]",
                "services: [{name: a, url: 'http://a', routes: [{name: r, paths: [/], plugins: [%s]}]}]"
            })
    void verdictsWhenItRunsThenOnlyThoseThatAnswerEndTheRequest(String file) {
        ALL.forEach((name, config) -> assertThat(verdicts(file, plugin(name, config, "")))
                .as(name)
                .containsOnly(ANSWER.contains(name) ? Verdict.TERMINATED : Verdict.PRESERVED));
    }

    @Test
    void verdictsWhenItIsOffOrForAConsumerNobodyKnowsThenPreserved() {
        ALL.forEach((name, config) -> {
            assertThat(verdicts(
                            "plugins: [%s]\nservices: [{name: a, url: 'http://a', routes: [{name: r, paths: [/]}]}]",
                            plugin(name, config, ", enabled: false")))
                    .as(name)
                    .containsOnly(Verdict.PRESERVED);
            assertThat(verdicts(
                            "consumers: [{username: c, plugins: [%s]}]\n"
                                    + "services: [{name: a, url: 'http://a', routes: [{name: r, paths: [/]}]}]",
                            plugin(name, config, "")))
                    .as(name)
                    .containsOnly(Verdict.PRESERVED);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", route: r", ", service: a", ", route: r, service: a"})
    void readWhenAPluginAtTheTopIsForAConsumerThenRefusedWhereTheSchemaSaysSo(String more) {
        assertThat(refused(it -> it + ", consumer: c" + more)).isEqualTo(new TreeSet<>(NOT_FOR_CONSUMERS));
    }

    @Test
    void readWhenAPluginAtTheTopIsForARouteThenOnlyAcmeIsRefused() {
        assertThat(refused(_ -> ", route: r")).containsExactly("acme");
        assertThat(refused(_ -> ", service: a")).containsExactly("acme");
    }

    private static TreeSet<String> refused(UnaryOperator<String> scope) {
        var refused = new TreeSet<String>();
        ALL.forEach((name, config) -> {
            var file = "consumers: [{username: c}]\n"
                    + "services: [{name: a, url: 'http://a', routes: [{name: r, paths: [/]}]}]\nplugins: [%s]";
            if (read(file, plugin(name, config, scope.apply(""))).config() == null) {
                refused.add(name);
            }
        });
        return refused;
    }

    private static String plugin(String name, String config, String more) {
        return "{name: %s, config: %s%s}".formatted(name, config, more);
    }

    private static List<Verdict> verdicts(String file, String plugin) {
        var reading = read(file, plugin);
        assertThat(reading.config()).as("%s", reading.findings()).isNotNull();
        return Proof.of(
                        Objects.requireNonNull(reading.config()),
                        KongVersion.NEWEST,
                        Declarations.NONE,
                        KongConf.UNKNOWN)
                .stream()
                .map(RouteVerdict::worst)
                .toList();
    }

    private static Reading read(String file, String plugin) {
        var yaml = "_format_version: \"3.0\"\n" + file.replace("%s", plugin) + "\n";
        return KongReader.read(
                List.of(new Source("kong.yml", yaml.getBytes(StandardCharsets.UTF_8))), ReadOptions.DEFAULT);
    }
}
