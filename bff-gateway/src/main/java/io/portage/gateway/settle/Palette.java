package io.portage.gateway.settle;

import java.util.Map;

/// Colours on a terminal, nothing elsewhere.
enum Palette {
    PLAIN("", "", ""),
    COLOUR("\u001b[32m", "\u001b[1;31m", "\u001b[0m");

    private final String green;
    private final String red;
    private final String end;

    Palette(String green, String red, String end) {
        this.green = green;
        this.red = red;
        this.end = end;
    }

    /// @param terminal whether standard output is one
    /// @param environment where `NO_COLOR` and `TERM` are looked up
    static Palette of(boolean terminal, Map<String, String> environment) {
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return terminal && !unwanted ? COLOUR : PLAIN;
    }

    String good(String text) {
        return green + text + end;
    }

    String bad(String text) {
        return red + text + end;
    }
}
