package io.portage.gateway.wire;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.TreeMap;

/// Gives the lines of one header one spelling. Spring tells the spellings of a name apart when it lists names, and not
/// when it reads values: two lines in two spellings would become four.
final class Spelling {
    private Spelling() {}

    /// All lines stay, in their order; a name that comes in several spellings gets the first of them.
    static void fold(HttpHeaders headers) {
        var spellings = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        boolean mixed = false;
        for (var line : headers) {
            var first = spellings.putIfAbsent(line.getKey(), line.getKey());
            mixed |= first != null && !first.equals(line.getKey());
        }
        if (mixed) {
            var lines = headers.entries();
            headers.clear();
            lines.forEach(line -> headers.add(spellings.getOrDefault(line.getKey(), line.getKey()), line.getValue()));
        }
    }
}
