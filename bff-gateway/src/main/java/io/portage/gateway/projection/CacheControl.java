package io.portage.gateway.projection;

import io.portage.gateway.upstream.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What `Cache-Control` says of keeping and showing again (RFC 9111, section 5.2; RFC 5861, section 4).
///
/// @param directives names in lower case, and the argument of each, empty where it has none
record CacheControl(Map<String, String> directives) {
    static final String HEADER = "Cache-Control";

    /// Only the client may keep it, and must ask before it uses it.
    static final String ASK_FIRST = "private, no-cache";

    /// Beside that, nobody may keep it.
    static final String KEEP_NOT = "private, no-cache, no-store";

    /// With each of these, what was kept may not be shown without having asked (RFC 9111, section 4.2.4).
    private static final Set<String> FRESH_ONLY =
            Set.of("no-store", "no-cache", "must-revalidate", "proxy-revalidate", "s-maxage");

    private static final String STALE_IF_ERROR = "stale-if-error";
    private static final int LONGEST_NUMBER = 9;

    CacheControl {
        directives = Map.copyOf(directives);
    }

    static CacheControl of(Answer answer) {
        return of(answer.list(HEADER));
    }

    /// A directive in quotes counts as one, too: that is the safe side.
    ///
    /// @param list all of its lines; null where there is none
    static CacheControl of(@Nullable String list) {
        var directives = new HashMap<String, String>();
        for (var directive : list == null ? new String[0] : list.split(",", -1)) {
            var parts = directive.strip().split("=", 2);
            var name = parts[0].strip().replace("\"", "").toLowerCase(Locale.ROOT);
            directives.merge(name, parts.length > 1 ? parts[1].replace("\"", "").strip() : "", CacheControl::shorter);
        }
        return new CacheControl(directives);
    }

    boolean forbidsKeeping() {
        return directives.containsKey("no-store");
    }

    boolean forbidsStale() {
        return FRESH_ONLY.stream().anyMatch(directives::containsKey);
    }

    /// How old a copy may be while its service is down: as long as the contract says, or less where the service says
    /// so.
    Duration staleIfError(Duration contract) {
        var own = directives.get(STALE_IF_ERROR);
        if (own == null) {
            return contract;
        }
        // what cannot be read allows nothing; what is longer than a few years allows whatever the contract does
        var seconds = isNumber(own) ? Duration.ofSeconds(Long.parseLong(own)) : Duration.ZERO;
        return Stream.of(seconds, contract).min(Duration::compareTo).orElseThrow();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Of two arguments, the one that allows less.
    private static String shorter(String one, String other) {
        return isNumber(one) && isNumber(other) && Long.parseLong(one) > Long.parseLong(other) ? other : one;
    }
}
