package io.portage.gateway.headers;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/// The names that `Connection` lines hold (RFC 9110, section 7.6.1), in lower case and cut at `;`.
public final class ConnectionMembers {
    private ConnectionMembers() {}

    public static SequencedSet<String> of(List<String> lines) {
        var names = new LinkedHashSet<String>();
        for (var line : lines) {
            for (var member : line.split(",", -1)) {
                int semicolon = member.indexOf(';');
                names.add((semicolon < 0 ? member : member.substring(0, semicolon))
                        .strip()
                        .toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
