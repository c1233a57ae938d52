package io.portage.kong.router;

import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The path of a request as the router sees it: without query, slashes merged, dots resolved, no needless percent.
final class RequestPath {
    private static final Pattern PERCENT = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern ORIGIN = Pattern.compile("^[a-z]+://[^/?]*");
    private static final String RESERVED = "!*'();:@&=+$,/?%#[]";

    private RequestPath() {}

    static String normal(String target) {
        var path = ORIGIN.matcher(target).replaceFirst("");
        var query = path.indexOf('?');
        return resolved(decoded(query < 0 ? path : path.substring(0, query)));
    }

    private static String decoded(String path) {
        return PERCENT.matcher(path).replaceAll(it -> {
            var code = (char) Integer.parseInt(it.group(1), 16);
            var kept = RESERVED.indexOf(code) >= 0;
            return Matcher.quoteReplacement(kept ? it.group().toUpperCase(Locale.ROOT) : String.valueOf(code));
        });
    }

    private static String resolved(String path) {
        var segments = new ArrayList<String>();
        var parts = path.split("/", -1);
        for (var i = 1; i < parts.length; i++) {
            var last = i == parts.length - 1;
            switch (parts[i]) {
                case ".." -> {
                    if (!segments.isEmpty()) {
                        segments.removeLast();
                    }
                }
                case ".", "" -> {}
                default -> {
                    segments.add(parts[i]);
                    last = false;
                }
            }
            if (last) {
                segments.add("");
            }
        }
        return "/" + String.join("/", segments);
    }
}
