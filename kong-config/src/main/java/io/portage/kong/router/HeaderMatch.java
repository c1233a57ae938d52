package io.portage.kong.router;

import io.portage.kong.router.PathPattern.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The headers that a route asks for: each must be there with one of its values, in any letter case.
final class HeaderMatch {
    private static final String REGEX = "~*";

    private HeaderMatch() {}

    static Answer takes(Map<String, List<String>> wanted, Request request) {
        var answer = Answer.YES;
        for (var entry : wanted.entrySet()) {
            var values = request.headers().getOrDefault(entry.getKey(), List.of());
            var one = values.isEmpty() ? Answer.NO : takes(entry.getValue(), values);
            if (one == Answer.NO) {
                return Answer.NO;
            }
            answer = one == Answer.MAYBE ? one : answer;
        }
        return answer;
    }

    private static Answer takes(List<String> wanted, List<String> values) {
        var answer = Answer.NO;
        for (var value : values) {
            for (var one : wanted) {
                if (one.toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT))) {
                    return Answer.YES;
                }
                answer = one.startsWith(REGEX) ? Answer.MAYBE : answer;
            }
        }
        return answer;
    }

    /// Whether whoever meets the second conditions meets the first.
    static boolean covers(Map<String, List<String>> one, Map<String, List<String>> other) {
        return one.entrySet().stream()
                .allMatch(it -> other.containsKey(it.getKey())
                        && lower(it.getValue()).containsAll(lower(other.get(it.getKey()))));
    }

    /// Whether a request with one line of each header can meet both.
    static boolean overlap(Map<String, List<String>> one, Map<String, List<String>> other) {
        return one.entrySet().stream()
                .filter(it -> other.containsKey(it.getKey()))
                .allMatch(it -> lower(it.getValue()).stream()
                        .anyMatch(lower(Objects.requireNonNull(other.get(it.getKey())))::contains));
    }

    private static Set<String> lower(@Nullable List<String> values) {
        return Objects.requireNonNullElse(values, List.<String>of()).stream()
                .map(it -> it.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
