package io.portage.kong.diff;

import io.portage.kong.flow.Proof;
import io.portage.kong.flow.Walk;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.KongVersion;
import io.portage.kong.read.Source;
import io.portage.kong.verify.Options;
import io.portage.kong.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Configurations to compare.
final class Sides {
    private Sides() {}

    static Diff diff(String was, String is) {
        return Diff.of(side("old.yml", was), side("new.yml", is));
    }

    static Diff.Side side(String name, String text) {
        var source = new Source(name, text.getBytes(StandardCharsets.UTF_8));
        var verification = new Verifier(Options.DEFAULT).verify(List.of(source));
        KongConfig config = Objects.requireNonNull(
                verification.config(), () -> verification.findings().toString());
        return new Diff.Side(
                verification,
                Proof.walks(config, KongVersion.NEWEST, Options.DEFAULT.declarations(), KongConf.UNKNOWN));
    }

    /// The ways through the first route.
    static List<Walk> walks(String text) {
        var side = side("kong.yml", text);
        return side.walks().apply(side.verification().routes().getFirst().route());
    }

    /// A route with something of its own, of a service with something of its own.
    static String route(String service, String route) {
        return """
                _format_version: "3.0"
                services:
                  - name: s
                    host: h
                    @service
                    routes:
                      - name: r
                        paths: [/r]
                        @route
                """.replace("@service", service.replace("; ", "\n    "))
                .replace("@route", route.replace("; ", "\n        "));
    }
}
