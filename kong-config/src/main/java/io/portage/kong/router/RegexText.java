package io.portage.kong.router;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression of a route, as far as its text tells what it matches.
///
/// @param literal what every match begins with
/// @param restIsAnything whether whatever begins with that is a match
record RegexText(String literal, boolean restIsAnything) {
    private static final String META = "()[]{}.*+?^$|\\";
    private static final String OPTIONAL = "?*{";

    static RegexText of(String regex) {
        if (regex.indexOf('|') >= 0 || regex.startsWith("(?")) {
            return new RegexText("", false);
        }
        var literal = new StringBuilder();
        var i = regex.startsWith("^") ? 1 : 0;
        while (i < regex.length()) {
            var escaped = regex.charAt(i) == '\\' && i + 1 < regex.length();
            var character = regex.charAt(escaped ? i + 1 : i);
            var isLiteral = escaped ? !Character.isLetterOrDigit(character) : META.indexOf(character) < 0;
            var next = i + (escaped ? 2 : 1);
            if (!isLiteral || (next < regex.length() && OPTIONAL.indexOf(regex.charAt(next)) >= 0)) {
                break;
            }
            literal.append(character);
            i = next;
        }
        var rest = regex.substring(i);
        return new RegexText(literal.toString(), rest.isEmpty() || rest.equals(".*") || rest.equals("(.*)"));
    }

    /// Compiled as the router's engine would, as far as Java's can; empty where it cannot.
    static Optional<Pattern> compiled(String regex) {
        try {
            return Optional.of(Pattern.compile(regex.replace("(?P<", "(?<")));
        } catch (PatternSyntaxException | StackOverflowError _) {
            return Optional.empty();
        }
    }
}
