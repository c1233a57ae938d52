package io.portage.bench.phones;

import io.portage.bench.phones.Timeline.Event;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that a run measured.
///
/// @param mutations of all outboxes
/// @param drained seconds from the first return until all outboxes were empty
/// @param lost mutations that never reached the service
/// @param doubled mutations that reached it more than once
/// @param surprises phones that got a final result other than that an order was created
/// @param surprise one of them; null where there are none
/// @param cpu seconds of the gateway's CPU time meanwhile
/// @param reasons what phones were told, and how often
public record PhonesReport(
        Scene scene,
        long mutations,
        double drained,
        long lost,
        long doubled,
        long surprises,
        @Nullable String surprise,
        double cpu,
        List<TenantWait> tenants,
        List<OnlineWait> online,
        Map<String, Long> reasons,
        List<Timeline.Second> seconds) {
    private static final int ROWS = 15;

    /// Whether all arrived once, and nobody was told otherwise.
    public boolean isAsExpected() {
        return lost == 0
                && doubled == 0
                && surprises == 0
                && online.stream().allMatch(phase -> phase.unexpected() == 0);
    }

    /// As Markdown.
    public String text() {
        return head() + ofTenants() + ofOnline() + ofTime() + ofSurprises();
    }

    private String head() {
        return line(
                "%d phones with %d mutations, back within %d s (seed %d): all outboxes empty after %.1f s, %.0f mutations"
                        + " a second, %.0f µs of the gateway's CPU each; %d lost, %d doubled.\n\n%s\n",
                scene.phones(),
                mutations,
                scene.within().toSeconds(),
                scene.seed(),
                drained,
                mutations / drained,
                cpu * 1e6 / mutations,
                lost,
                doubled,
                reasons.entrySet().stream()
                        .map(reason -> reason.getKey() + ": " + reason.getValue())
                        .collect(Collectors.joining("; ")));
    }

    private String ofTenants() {
        var text = new StringBuilder("""

                | tenant | phones | mutations | outbox empty after, s: mean | p50 | p95 | last |
                |---|--:|--:|--:|--:|--:|--:|
                """);
        tenants.forEach(wait -> text.append(line(
                "| %s | %d | %d | %.1f | %.1f | %.1f | %.1f |\n",
                wait.tenant(), wait.phones(), wait.mutations(), wait.mean(), wait.p50(), wait.p95(), wait.longest())));
        return text.toString();
    }

    private String ofOnline() {
        var text = new StringBuilder("""

                | single requests | answers | p50 ms | p99 ms | longest ms | not as expected |
                |---|--:|--:|--:|--:|--:|
                """);
        online.forEach(wait -> text.append(line(
                "| %s | %d | %.0f | %.0f | %.0f | %d |\n",
                wait.phase(), wait.answers(), wait.p50(), wait.p99(), wait.most(), wait.unexpected())));
        return text.toString();
    }

    private String ofTime() {
        int width = Math.max(1, (seconds.size() + ROWS - 1) / ROWS);
        var text = new StringBuilder("""

                | second | bursts sent | refused | broken off | mutations settled | put off | outboxes emptied |
                |--:|--:|--:|--:|--:|--:|--:|
                """);
        for (int from = 0; from < seconds.size(); from += width) {
            var part = seconds.subList(from, Math.min(seconds.size(), from + width));
            text.append("| ").append(from).append(" |");
            for (var event : Event.values()) {
                text.append(' ')
                        .append(part.stream()
                                .mapToInt(second -> second.counts().getOrDefault(event, 0))
                                .sum())
                        .append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String ofSurprises() {
        var text = new StringBuilder();
        if (surprise != null) {
            text.append(
                    line("\n%d phones got a final result that was not an order, such as %s\n", surprises, surprise));
        }
        online.stream()
                .filter(wait -> wait.example() != null)
                .findFirst()
                .ifPresent(wait -> text.append("\nA single request was answered ")
                        .append(wait.example())
                        .append('\n'));
        return text.toString();
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
