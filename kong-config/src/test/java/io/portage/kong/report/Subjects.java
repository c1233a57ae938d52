package io.portage.kong.report;

import io.portage.kong.read.Source;
import io.portage.kong.verify.Options;
import io.portage.kong.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Verifications to report on.
final class Subjects {
    /// Every verdict, a consumer with a chain of its own, and names that would break a page that does not escape them.
    static final String EVERYTHING = """
            _format_version: "3.0"
            plugins:
              - name: correlation-id
                config: {header_name: X-Correlation-Id}
            services:
              - name: orders
                url: http://orders:8080
                routes:
                  - name: lost
                    paths: [/lost]
                    plugins:
                      - name: key-auth
                      - name: request-transformer
                        config: {remove: {headers: [idempotency-key]}}
                  - name: unknown
                    paths: [/unknown]
                    plugins:
                      - name: pre-function
                        config: {access: ["kong.ctx.shared.f() -- <script>alert(1)</script>"]}
                  - name: ended
                    paths: [/ended]
                    plugins: [{name: request-termination}]
                  - name: fine
                    paths: [/fine]
            consumers:
              - username: "<img src=x onerror=alert(1)> & 'co'"
                keyauth_credentials: [{key: k}]
                plugins:
                  - name: request-transformer
                    config: {replace: {headers: ["X-Queued-At:never"]}}
            """;

    private Subjects() {}

    static Subject of(String name, String text) {
        var sources = List.of(new Source(name, text.getBytes(StandardCharsets.UTF_8)));
        return new Subject(new Verifier(Options.DEFAULT).verify(sources), sources, Options.DEFAULT);
    }

    /// Many routes, each tenth with a plugin of its own.
    static Subject large(int routes) {
        return large(routes, 10);
    }

    /// @param each how many routes share one that has a plugin
    static Subject large(int routes, int each) {
        var text = new StringBuilder("_format_version: \"3.0\"\nservices:\n- name: s\n  url: http://s:80\n  routes:\n");
        for (var i = 0; i < routes; i++) {
            text.append("  - name: route-%d%n    paths: [/v1/%d]%n".formatted(i, i));
            if (i % each == 0) {
                text.append(
                        "    plugins: [{name: request-transformer, config: {remove: {headers: [\"x-sent-at\"]}}}]\n");
            }
        }
        return of("large.yml", text.toString());
    }
}
