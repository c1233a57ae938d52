package io.portage.gateway.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A whole answer.
///
/// @param status its status
/// @param headers its header lines
/// @param body its body, byte for byte
public record Answer(int status, List<Map.Entry<String, String>> headers, byte[] body) {
    public Answer {
        headers = List.copyOf(headers);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /// The first line with that name; null where there is none.
    public @Nullable String header(String name) {
        return HeaderLines.first(headers, name);
    }

    /// All lines with that name as one list; null where there is none.
    public @Nullable String list(String name) {
        return HeaderLines.joined(headers, name);
    }

    /// Whether the body says of itself that it is JSON.
    public boolean isJson() {
        var type = header("Content-Type");
        return type != null
                && type.toLowerCase(Locale.ROOT).split(";", -1)[0].strip().matches("application/(.+\\+)?json");
    }

    /// The same answer with one line more.
    public Answer with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Answer(status, more, body);
    }
}
