package io.portage.kong.check;

import io.portage.kong.read.Node;
import java.util.regex.Pattern;

/// A value as a message may repeat it: never a secret, never pages.
final class Shown {
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(secret|password|passwd|token|credential|private|apikey|api_key|_key\\b|jwk|pem|header_value|param_value"
                    + "|provision|auth\\b|custom_fields|http_endpoint|redis_auth).*|(.*\\.)?(key|cert|cert_alt|key_alt"
                    + "|data|value|session_id|code|client_id)(\\[])?|config\\.(add|append|replace)\\..*|config\\.headers.*"
                    + "|config\\.(access|rewrite|certificate|log|header_filter|body_filter)\\[]");
    private static final int LONGEST = 60;

    private Shown() {}

    static String of(String path, Node node) {
        return switch (node) {
            case Node.Text text -> SECRET.matcher(path).matches() ? hidden(path, text.value()) : quoted(text.value());
            case Node.Number number -> number.text();
            case Node.Bool bool -> bool.text();
            case Node.Null _ -> "null";
            case Node.Items _ -> "a list";
            case Node.Mapping _ -> "a mapping";
        };
    }

    /// Of `name:value` the name may be said.
    private static String hidden(String path, String value) {
        var colon = value.indexOf(':');
        return path.matches("config\\.(add|append|replace)\\..*") && colon > 0 && colon < LONGEST
                ? quoted(value.substring(0, colon) + ":…")
                : "a text that is not repeated here";
    }

    static String quoted(String text) {
        var shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return "\"" + shown.replaceAll("\\p{Cntrl}", "·") + "\"";
    }
}
