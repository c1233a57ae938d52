package io.portage.kong.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.model.Dialect;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.Route;
import io.portage.kong.model.Service;
import io.portage.kong.read.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KongReaderTest {
    private static final String HEAD = "_format_version: \"3.0\"\n";

    @Test
    void readWhenNestedAndAtTheTopThenOneModel() {
        var config = Objects.requireNonNull(read(HEAD + """
                        services:
                        - name: a
                          url: https://a.internal/base
                          routes:
                          - name: nested
                            paths: [/a]
                            plugins: [{name: cors}]
                        routes:
                        - paths: [/b]
                          service: a
                          protocols: [https]
                        plugins:
                        - {name: correlation-id, route: nested}
                        - {name: rate-limiting, consumer: alice, service: a, enabled: no, config: {minute: 5}}
                        consumers:
                        - username: alice
                          acls: [{group: x}]
                        jwt_secrets:
                        - {consumer: alice, key: k, secret: s}
                        """).config());

        assertThat(config.services()).singleElement().satisfies(it -> {
            assertThat(it.protocol()).isEqualTo("https");
            assertThat(it.host()).isEqualTo("a.internal");
            assertThat(it.port()).isEqualTo(443);
            assertThat(it.path()).isEqualTo("/base");
            assertThat(it.retries()).isEqualTo(5);
        });
        assertThat(config.routes()).extracting(Route::label).containsExactly("route 1", "nested");
        assertThat(config.routes())
                .extracting(Route::service)
                .extracting(Service::label)
                .containsOnly("a");
        assertThat(config.plugins())
                .extracting(Plugin::name)
                .containsExactly("correlation-id", "rate-limiting", "cors");
        assertThat(config.plugins())
                .extracting(plugin -> plugin.scope().toString())
                .containsExactly("route nested", "service a consumer alice", "route nested");
        assertThat(config.plugins()).extracting(Plugin::enabled).containsExactly(true, false, true);
        assertThat(config.consumers())
                .singleElement()
                .satisfies(it -> assertThat(it.credentials()).containsExactlyInAnyOrder("acl", "jwt"));
    }

    @Test
    void readWhenNothingIsSaidThenDefaultsOfThePlugin() {
        var config =
                Objects.requireNonNull(read(HEAD + "plugins:\n- name: key-auth\n  config: {hide_credentials: yes}\n")
                        .config());
        var plugin = config.plugins().getFirst();

        assertThat(plugin.config().bool("hide_credentials")).isTrue();
        assertThat(plugin.config().bool("key_in_header")).isTrue();
        assertThat(plugin.config().texts("key_names")).singleElement().satisfies(it -> {
            assertThat(it.value()).isEqualTo("apikey");
            assertThat(it.at()).isEqualTo(plugin.at());
        });
    }

    @Test
    void readWhenOldFormatThenPathsBecomeExpressions() {
        var text = "_format_version: \"%s\"\nroutes: [{name: r, paths: [/a, '/b/\\d+']}]\n";

        assertThat(paths(text.formatted("1.1"))).containsExactly("/a", "~/b/\\d+");
        assertThat(paths(text.formatted("2.1"))).containsExactly("/a", "~/b/\\d+");
        assertThat(paths(text.formatted("3.0"))).containsExactly("/a", "/b/\\d+");
    }

    @Test
    void readWhenSeveralFilesThenOneDeckState() {
        var reading = KongReader.read(
                List.of(
                        source("a.yml", HEAD + "services: [{name: a, url: 'http://a'}]\n"),
                        source(
                                "b.yml",
                                HEAD
                                        + "services: [{name: b, url: 'http://b'}]\nroutes: [{name: r, paths: [/], service: a}]\n")),
                ReadOptions.DEFAULT);
        var config = Objects.requireNonNull(reading.config());

        assertThat(config.dialect()).isEqualTo(Dialect.DECK);
        assertThat(config.services()).extracting(Service::label).containsExactly("a", "b");
        assertThat(config.services()).extracting(it -> it.at().file()).containsExactly("a.yml", "b.yml");
    }

    @Test
    void readWhenOneOfSeveralFilesIsBrokenThenNoConfiguration() {
        var reading = KongReader.read(List.of(source("a.yml", HEAD), source("b.yml", "a: [")), ReadOptions.DEFAULT);

        assertThat(reading.config()).isNull();
        assertThat(reading.findings())
                .singleElement()
                .satisfies(it -> assertThat(it.at().file()).isEqualTo("b.yml"));
    }

    @Test
    void readWhenDeckDefaultsAndTagsThenOnEveryEntity() {
        var config = Objects.requireNonNull(read(HEAD + """
                        _info:
                          select_tags: [team]
                          defaults: {service: {retries: 0}, route: {strip_path: false}}
                        _plugin_configs:
                          ids: {header_name: X-Correlation-Id, generator: uuid}
                        services:
                        - name: a
                          url: http://a
                          tags: [own]
                          routes:
                          - name: r
                            paths: [/a]
                            plugins: [{name: correlation-id, _config: ids, config: {generator: tracker}}]
                        """).config());

        assertThat(config.dialect()).isEqualTo(Dialect.DECK);
        assertThat(config.services().getFirst().tags()).containsExactly("own", "team");
        assertThat(config.services().getFirst().retries()).isZero();
        assertThat(config.routes().getFirst().stripPath()).isFalse();
        assertThat(config.plugins()
                        .getFirst()
                        .config()
                        .texts("header_name")
                        .getFirst()
                        .value())
                .isEqualTo("X-Correlation-Id");
        assertThat(config.plugins()
                        .getFirst()
                        .config()
                        .texts("generator")
                        .getFirst()
                        .value())
                .isEqualTo("tracker");
    }

    @Test
    void readWhenIdIsDerivedThenItCanBeReferredTo() {
        var id = "2f7b0a11-8c5c-5a3b-9d0c-000000000000";
        var text = HEAD
                + "services: [{name: a, id: %s, url: 'http://a'}]\nroutes: [{name: r, paths: [/], service: {id: %s}}]\n";

        assertThat(Objects.requireNonNull(read(text.formatted(id, id)).config())
                        .routes()
                        .getFirst()
                        .service())
                .isNotNull();
        assertThat(read(HEAD
                                + "services: [{name: a, url: 'http://a'}]\nroutes: [{name: r, paths: [/], service: {name: a}}]\n")
                        .config())
                .isNull();
    }

    @Test
    void readWhenValuesAreSecretThenNoFindingRepeatsThem() {
        var secret = "s3cr3t value/with,odd:signs";
        var findings = Stream.of(
                        "consumers: [{username: a, keyauth_credentials: [{key: k, kei: '%s'}, {key: k}], jwt_secrets: [{secret: ['%s']}]}]",
                        "plugins: [{name: loggly, config: {key: ['%s']}}, {name: http-log, config: {http_endpoint: '%s', headers: {X: ['%s']}}}]",
                        "certificates: [{cert: '%s', key: '%s'}]",
                        "plugins: [{name: request-transformer, config: {add: {headers: ['bad name:%s']}}}]",
                        "plugins: [{name: pre-function, config: {access: ['x = \"%s']}}]",
                        "plugins: [{name: rate-limiting, config: {minute: 5, redis_password: 1, redis: {password: ['%s']}}}]",
                        "basicauth_credentials: [{consumer: nobody, username: u, password: ['%s']}]")
                .flatMap(text -> read(HEAD + text.replace("%s", secret)).findings().stream())
                .toList();

        assertThat(findings)
                .hasSizeGreaterThan(9)
                .allSatisfy(it -> assertThat(it.message()).doesNotContain("s3cr3t"));
    }

    private static List<String> paths(String text) {
        return Objects.requireNonNull(read(text).config()).routes().getFirst().paths();
    }

    private static Reading read(String text) {
        return KongReader.read(List.of(source("kong.yml", text)), ReadOptions.DEFAULT);
    }

    private static Source source(String name, String text) {
        return new Source(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
