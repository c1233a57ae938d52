package io.portage.kong.router;

import org.jspecify.annotations.Nullable;

/// A host of a route: a name, or one with a star at its front or at its end; letter case counts, as in Kong.
///
/// @param text what is left of it without star and port
/// @param port empty for any
record HostPattern(Kind kind, String text, String port) {
    enum Kind {
        EXACT,
        /// `*.example.com`
        ENDS,
        /// `api.*`
        STARTS
    }

    static HostPattern of(String host) {
        var colon = host.indexOf(':');
        var hasPort = colon >= 0 && host.substring(colon + 1).chars().allMatch(Character::isDigit);
        var name = hasPort ? host.substring(0, colon) : host;
        var port = hasPort ? host.substring(colon + 1) : "";
        if (name.startsWith("*")) {
            return new HostPattern(Kind.ENDS, name.substring(1), port);
        }
        return name.endsWith("*")
                ? new HostPattern(Kind.STARTS, name.substring(0, name.length() - 1), port)
                : new HostPattern(Kind.EXACT, name, port);
    }

    boolean takes(String host) {
        var requested = of(host);
        return (port.isEmpty() || port.equals(requested.port)) && takesName(requested.text);
    }

    private boolean takesName(String name) {
        return switch (kind) {
            case EXACT -> name.equals(text);
            case ENDS -> name.endsWith(text);
            case STARTS -> name.startsWith(text);
        };
    }

    /// Whether every host of the other is one of this.
    boolean covers(HostPattern other) {
        var portFits = port.isEmpty() || port.equals(other.port);
        return portFits && (other.kind == Kind.EXACT || other.kind == kind) && takesName(other.text);
    }

    /// A host that both take; null where there is none.
    @Nullable
    String common(HostPattern other) {
        if (!port.isEmpty() && !other.port.isEmpty() && !port.equals(other.port)) {
            return null;
        }
        if (kind != other.kind && kind != Kind.EXACT && other.kind != Kind.EXACT) {
            var start = kind == Kind.STARTS ? this : other;
            var end = kind == Kind.ENDS ? this : other;
            return start.text + "a" + end.text;
        }
        if (canBe(other)) {
            return other.example();
        }
        return other.canBe(this) ? example() : null;
    }

    private boolean canBe(HostPattern other) {
        return (other.kind == Kind.EXACT || other.kind == kind) && takesName(other.text);
    }

    /// A host that it takes.
    String example() {
        return switch (kind) {
            case EXACT -> text;
            case ENDS -> "a" + text;
            case STARTS -> text + "a";
        };
    }
}
