package io.portage.gateway.projection;

import io.portage.gateway.upstream.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The header lines of a projection, as the client gets them.
final class ProjectedHeaders {
    private static final String VARY = "Vary";

    /// Two users of one browser have one cache: what it kept for the one is not the other's to confirm.
    private static final String WHO_ASKS = "Authorization, Cookie";

    private ProjectedHeaders() {}

    /// Nobody but this client may keep it, and only to ask whether it is still so. A service that forbids keeping wins.
    static List<Map.Entry<String, String>> of(List<Map.Entry<String, String>> lines, CacheControl service) {
        var projected = new ArrayList<>(lines);
        projected.removeIf(line -> line.getKey().equalsIgnoreCase(CacheControl.HEADER));
        projected.add(Map.entry(
                CacheControl.HEADER, service.forbidsKeeping() ? CacheControl.KEEP_NOT : CacheControl.ASK_FIRST));
        projected.add(Map.entry(VARY, WHO_ASKS));
        return projected;
    }

    /// The answer to a client that has it already: nothing that describes the body it does not get (RFC 9110, section
    /// 15.4.5).
    static Answer notModified(Answer answer) {
        var lines = answer.headers().stream()
                .filter(line -> !describesBody(line.getKey().toLowerCase(Locale.ROOT)))
                .toList();
        return new Answer(304, lines, new byte[0]);
    }

    private static boolean describesBody(String name) {
        return name.equals("last-modified") || (name.startsWith("content-") && !isKept(name));
    }

    private static boolean isKept(String name) {
        return name.equals("content-location") || name.startsWith("content-security-");
    }
}
