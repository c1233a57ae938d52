package io.portage.launcher.chaos;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// What became of all schedules.
public final class Summary {
    private final List<ScheduleResult> results;

    Summary(List<ScheduleResult> results) {
        this.results = List.copyOf(results);
    }

    List<ScheduleResult> results() {
        return results;
    }

    public boolean passed() {
        return violations() == 0;
    }

    public int violations() {
        return sum(result -> result.violations().size());
    }

    int operations() {
        return sum(ScheduleResult::operations);
    }

    int requests() {
        return sum(ScheduleResult::requests);
    }

    int effects() {
        return sum(ScheduleResult::effects);
    }

    SortedMap<String, Integer> faults() {
        return merged(ScheduleResult::faults);
    }

    SortedMap<String, Integer> answers() {
        return merged(ScheduleResult::answers);
    }

    SortedMap<String, Integer> ends() {
        return merged(ScheduleResult::ends);
    }

    private int sum(ToIntFunction<ScheduleResult> number) {
        return results.stream().mapToInt(number).sum();
    }

    private SortedMap<String, Integer> merged(Function<ScheduleResult, SortedMap<String, Integer>> counts) {
        var all = new TreeMap<String, Integer>();
        results.forEach(result -> counts.apply(result).forEach((name, count) -> all.merge(name, count, Integer::sum)));
        return all;
    }
}
