package io.portage.kong.flow;

import io.portage.kong.catalogue.Declarations;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.KongVersion;
import io.portage.kong.read.Source;
import io.portage.kong.verify.KongReader;
import io.portage.kong.verify.ReadOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// A file and what is said of it.
public record Verified(KongConfig config, KongVersion version, Declarations declarations, KongConf conf) {
    private static final String ONE_ROUTE = """
            _format_version: '3.0'
            services:
            - name: orders
              url: http://orders.internal:8080
              routes:
              - name: orders-r
                paths: [/orders]
                plugins:
            """;
    private static final String CONSUMERS = """
            consumers:
            - username: alice
              basicauth_credentials: [{username: alice, password: pw}]
              keyauth_credentials: [{key: alice-key}]
            - username: anon
            """;

    public static Verified file(String yaml) {
        return file(yaml, Declarations.NONE);
    }

    public static Verified file(String yaml, Declarations declarations) {
        return file(yaml, declarations, KongConf.UNKNOWN);
    }

    public static Verified file(String yaml, Declarations declarations, KongConf conf) {
        var reading = KongReader.read(
                List.of(new Source("kong.yml", yaml.getBytes(StandardCharsets.UTF_8))),
                ReadOptions.of(KongVersion.V3_9, false, declarations, conf));
        return new Verified(
                Objects.requireNonNull(reading.config(), () -> yaml + reading.findings()),
                KongVersion.V3_9,
                declarations,
                conf);
    }

    /// One route with these plugins, each in one line.
    public static Verified plugins(String... plugins) {
        return file(ONE_ROUTE + lines(plugins) + CONSUMERS);
    }

    private static String lines(String... plugins) {
        return List.of(plugins).stream().map(it -> "    - " + it + "\n").collect(Collectors.joining());
    }

    public Verified on(KongVersion other) {
        return new Verified(config, other, declarations, conf);
    }

    public Verified with(KongConf other) {
        return new Verified(config, version, declarations, other);
    }

    public List<RouteVerdict> verdicts() {
        return Proof.of(config, version, declarations, conf);
    }

    public HeaderVerdict of(String route, SyncHeader header) {
        return verdicts().stream()
                .filter(it -> it.route().label().equals(route))
                .map(it -> Objects.requireNonNull(it.headers().get(header)))
                .findFirst()
                .orElseThrow();
    }

    /// All that is not preserved on a route, in one line.
    public String harm(String route) {
        return List.of(SyncHeader.values()).stream()
                .filter(it -> of(route, it).verdict() != Verdict.PRESERVED)
                .map(it -> it.header() + " " + of(route, it).verdict() + " "
                        + of(route, it).because().stream().map(Cause::effect).collect(Collectors.joining("+")))
                .map(String::strip)
                .collect(Collectors.joining(", "));
    }

    public String harm() {
        return harm("orders-r");
    }
}
