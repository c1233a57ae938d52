package io.portage.kong.model;

import io.portage.kong.read.Node;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes a service of what is declared; `url` stands for four fields.
final class ServiceBuilder {
    private ServiceBuilder() {}

    static Service build(Declared it) {
        @Nullable ServiceUrl url = it.text("url").map(ServiceUrl::of).orElse(null);
        var name = it.textOrNull("name");
        var id = it.textOrNull("id");
        return new Service(
                it.node().at(),
                id,
                name,
                name != null ? name : id != null ? id : "service " + it.index(),
                it.bool("enabled", true),
                url != null ? url.protocolOrDefault() : it.text("protocol").orElse("http"),
                url != null
                        ? Objects.requireNonNullElse(url.host(), "")
                        : it.text("host").orElse(""),
                url != null ? url.portOrDefault() : it.number("port", 80),
                url != null ? url.path() : it.textOrNull("path"),
                it.number("retries", 5),
                it.number("connect_timeout", 60_000),
                it.number("read_timeout", 60_000),
                it.number("write_timeout", 60_000),
                tlsVerify(it),
                it.texts("tags"),
                it.node());
    }

    private static @Nullable Boolean tlsVerify(Declared it) {
        return it.node().get("tls_verify") instanceof Node.Bool bool ? bool.value() : null;
    }
}
