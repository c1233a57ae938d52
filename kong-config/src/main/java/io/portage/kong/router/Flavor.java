package io.portage.kong.router;

import io.portage.kong.model.KongConf;

/// How Kong's router is told to work: `router_flavor`.
public enum Flavor {
    /// The default: one matching expression for each route, sorted by a computed priority.
    TRADITIONAL_COMPATIBLE,
    /// The router before 3.0.
    TRADITIONAL,
    /// As the default, and routes may bring an expression and a priority of their own.
    EXPRESSIONS;

    /// What the process is told; the default where nobody knows.
    public static Flavor of(KongConf conf) {
        return switch (conf.value("router_flavor").orElse("")) {
            case "traditional" -> TRADITIONAL;
            case "expressions" -> EXPRESSIONS;
            default -> TRADITIONAL_COMPATIBLE;
        };
    }
}
