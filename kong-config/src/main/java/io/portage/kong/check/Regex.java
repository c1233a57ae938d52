package io.portage.kong.check;

import java.util.HashSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Whether a text is a regular expression: to PCRE, which plugins use, and to the Rust engine, which Kong's router uses
/// and which looks neither ahead nor behind nor back.
final class Regex {
    /// Java takes time with the square of the length.
    private static final int LONGEST = 10_000;

    private static final Pattern LOOK = Pattern.compile("\\(\\?(?:[=!>|]|<[=!])");
    private static final Pattern BACK = Pattern.compile("\\\\(?:[0-9]|[kKgGRhHXCEQYZNoeyij]|[<>])");
    private static final Pattern GROUP = Pattern.compile("\\(\\?P?<([A-Za-z_][A-Za-z0-9_]*)>");
    private static final Pattern PCRE_ONLY = Pattern.compile("\\(\\?P[=>]|\\(\\*|\\(\\?[R0-9&]|\\(\\?\\||\\\\[gKRX]");

    private Regex() {}

    /// What was expected of a route's expression, which both engines must take; null where both do.
    static @Nullable String forRoute(String regex) {
        var escapes = regex.replace("\\\\", "__");
        if (LOOK.matcher(escapes).find()) {
            return "no look-around, which the router does not know";
        }
        if (BACK.matcher(escapes).find()) {
            return "no back reference and no escape that the router does not know";
        }
        return compiles(regex) ? null : "a regular expression";
    }

    /// Whether PCRE takes it; where that cannot be told, it does.
    static boolean isPcre(String regex) {
        return PCRE_ONLY.matcher(regex).find() || compiles(regex) || isLiteralBrace(regex);
    }

    /// PCRE takes a brace that counts nothing as it is.
    private static boolean isLiteralBrace(String regex) {
        return regex.indexOf('{') >= 0 && compiles(regex.replaceAll("\\{(?!\\d+(,\\d*)?})", "\\\\{"));
    }

    private static boolean compiles(String regex) {
        if (regex.length() > LONGEST) {
            return true;
        }
        try {
            var names = new HashSet<String>();
            var doubled = GROUP.matcher(regex).results().anyMatch(group -> !names.add(group.group(1)));
            var java = GROUP.matcher(regex).replaceAll("(");
            return !doubled && Pattern.compile(java.replaceAll("\\(\\?P", "(?P")) != null;
        } catch (PatternSyntaxException | StackOverflowError _) {
            return false;
        }
    }
}
