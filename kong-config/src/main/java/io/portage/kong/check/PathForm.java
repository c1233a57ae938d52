package io.portage.kong.check;

import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The forms of a path: of a service, of a route, and as Kong normalises it.
final class PathForm {
    private static final Pattern ALLOWED = Pattern.compile("/[A-Za-z0-9.\\-_~/%:@!$&'()*+,;=]*");
    private static final Pattern BAD_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern PERCENT = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final String RESERVED = "!*'();:@&=+$,/?%#[]";

    private PathForm() {}

    /// What was expected of a service's path; null where it is one.
    static @Nullable String service(String path) {
        if (path.contains("//")) {
            return "no empty segment";
        }
        if (!ALLOWED.matcher(path).matches()) {
            return "only the characters of a path (RFC 3986)";
        }
        return BAD_PERCENT.matcher(path).find() ? "two digits after %" : null;
    }

    /// What was expected of a route's path; null where it is one.
    static @Nullable String route(String path) {
        if (!path.startsWith("/") && !path.startsWith("~/")) {
            return "begins with / (prefix) or ~/ (regular expression)";
        }
        if (path.contains("//")) {
            return "no empty segment";
        }
        if (ALLOWED.matcher(path).matches() && BAD_PERCENT.matcher(path).find()) {
            return "two digits after %";
        }
        if (path.startsWith("~")) {
            return Regex.isPcre(path.substring(1)) ? null : "a regular expression";
        }
        var normal = normalize(path);
        return normal.equals(path) ? null : "the normalised " + Shown.quoted(normal);
    }

    /// As Kong writes it: no dots, and no percent where none is needed.
    static String normalize(String path) {
        var decoded = PERCENT.matcher(path).replaceAll(it -> {
            var code = (char) Integer.parseInt(it.group(1), 16);
            var kept = RESERVED.indexOf(code) >= 0;
            return Matcher.quoteReplacement(kept ? it.group().toUpperCase(Locale.ROOT) : String.valueOf(code));
        });
        var segments = new ArrayList<String>();
        var parts = decoded.split("/", -1);
        for (var i = 1; i < parts.length; i++) {
            var last = i == parts.length - 1;
            if (parts[i].equals("..")) {
                if (!segments.isEmpty()) {
                    segments.removeLast();
                }
            } else if (!parts[i].equals(".")) {
                segments.add(parts[i]);
                continue;
            }
            if (last) {
                segments.add("");
            }
        }
        return "/" + String.join("/", segments);
    }
}
