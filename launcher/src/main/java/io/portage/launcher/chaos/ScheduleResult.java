package io.portage.launcher.chaos;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/// What became of a schedule.
///
/// @param histories one for each key
/// @param took how long it took, healing included
record ScheduleResult(Schedule schedule, List<KeyHistory> histories, Duration took) {
    ScheduleResult {
        histories = List.copyOf(histories);
    }

    List<Violation> violations() {
        return histories.stream()
                .flatMap(history -> HistoryChecker.check(history).stream())
                .toList();
    }

    ScheduleResult withEffects(ToIntFunction<Errand> effects) {
        var counted = histories.stream()
                .map(history -> history.withEffects(effects.applyAsInt(history.errand())))
                .toList();
        return new ScheduleResult(schedule, counted, took);
    }

    int operations() {
        return histories.size();
    }

    int requests() {
        return histories.stream()
                .mapToInt(history -> history.exchanges().size())
                .sum();
    }

    int effects() {
        return histories.stream().mapToInt(KeyHistory::effects).sum();
    }

    SortedMap<String, Integer> faults() {
        var faults = counted(
                schedule.disturbances().stream().map(planned -> planned.what().name()));
        faults.putAll(counted(histories.stream().flatMap(history -> clientFaults(history.errand()))));
        return faults;
    }

    private static Stream<String> clientFaults(Errand errand) {
        return Stream.of(
                        errand.copies() > 1 ? "client-copies" : "",
                        errand.hangsUpAfter() == null ? "" : "client-hang-up",
                        errand.tenant().equals(Errand.ABROAD) ? "client-key-of-other-tenant" : "")
                .filter(name -> !name.isEmpty());
    }

    SortedMap<String, Integer> answers() {
        return counted(histories.stream()
                .flatMap(history -> history.exchanges().stream())
                .map(exchange -> exchange.outcome().shown()));
    }

    /// How it ended for each key.
    SortedMap<String, Integer> ends() {
        return counted(histories.stream().map(KeyHistory::end));
    }

    private static SortedMap<String, Integer> counted(Stream<String> names) {
        var counts = new TreeMap<String, Integer>();
        names.forEach(name -> counts.merge(name, 1, Integer::sum));
        return counts;
    }
}
