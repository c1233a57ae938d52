package io.portage.launcher.chaos;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// Tells what happens: a line for each schedule, everything known of a key that breaks a rule, and a table in the end.
final class Chronicle {
    private static final double MILLIS = 1000;
    private static final int SHOWN = 5;
    private static final int FIRST = 12;
    private static final int LAST = 4;
    private final PrintStream out;
    private final boolean terminal;

    Chronicle(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void open(ChaosSettings settings) {
        out.println("%d schedules of %d operations, %d gateways, one Redis, first seed %d"
                .formatted(settings.schedules(), settings.operations(), settings.gateways(), settings.seed()));
        out.println("logs: " + settings.folder());
        out.flush();
    }

    void begin(int number, Schedule schedule) {
        if (terminal) {
            out.print("%4d  seed %d ...".formatted(number, schedule.seed()));
            out.flush();
        }
    }

    void end(int number, ScheduleResult result, ChaosSettings settings) {
        var violations = result.violations();
        var faults = result.schedule().disturbances().stream()
                .map(planned -> planned.what().name())
                .collect(Collectors.joining(", "));
        out.println((terminal ? "\r" : "")
                + "%4d  seed %d  %d operations, %d requests, %d effects, %.1f s, %s  faults: %s"
                        .formatted(
                                number,
                                result.schedule().seed(),
                                result.operations(),
                                result.requests(),
                                result.effects(),
                                result.took().toMillis() / MILLIS,
                                violations.size() == 1 ? "1 violation" : violations.size() + " violations",
                                faults));
        violations.stream().limit(SHOWN).forEach(this::tell);
        if (!violations.isEmpty()) {
            tellHowToReplay(result.schedule(), settings);
        }
        out.flush();
    }

    private void tell(Violation violation) {
        var history = violation.history();
        out.println("      VIOLATED %s by %s %s: %s"
                .formatted(
                        violation.rule().shown(),
                        history.kind().operation(),
                        history.errand().name(),
                        violation.detail()));
        exchanges(history.exchanges());
        out.println("        at the service: %d arrivals, %d effects".formatted(history.arrivals(), history.effects()));
    }

    /// All of a few, the ends of many.
    private void exchanges(List<Exchange> all) {
        int left = all.size() - FIRST - LAST;
        for (int i = 0; i < all.size(); i++) {
            if (left > 1 && i == FIRST) {
                out.println("        ... " + left + " more ...");
                i += left;
            }
            out.println("        " + all.get(i).shown());
        }
    }

    private void tellHowToReplay(Schedule schedule, ChaosSettings settings) {
        schedule.disturbances()
                .forEach(planned ->
                        out.println("        %.3f s %s".formatted(planned.at().toMillis() / MILLIS, planned.what())));
        out.println("      replay: ./portage chaos --schedules 1 --seed %d --operations %d --gateways %d"
                .formatted(schedule.seed(), settings.operations(), settings.gateways()));
    }

    void close(Summary summary) {
        out.println();
        row("schedules", summary.results().size());
        table("operations, by how they ended", summary.ends());
        row("requests", summary.requests());
        row("effects", summary.effects());
        table("faults", summary.faults());
        table("answers", summary.answers());
        row("violations", summary.violations());
        out.flush();
    }

    private void table(String title, SortedMap<String, Integer> counts) {
        row(title, counts.values().stream().mapToInt(Integer::intValue).sum());
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> out.println("  %-52s %7d".formatted(entry.getKey(), entry.getValue())));
    }

    private void row(String title, int count) {
        out.println("%-54s %7d".formatted(title, count));
    }
}
