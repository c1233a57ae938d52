package io.portage.stubs.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads `a=1&b=2`, of a query or of a form.
public final class FormFields {
    private FormFields() {}

    /// The fields in order; where one is given twice the first wins.
    ///
    /// @throws IllegalArgumentException where a percent escape is none
    public static Map<String, String> parse(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                var name = equals < 0 ? pair : pair.substring(0, equals);
                fields.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return Collections.unmodifiableMap(fields);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
