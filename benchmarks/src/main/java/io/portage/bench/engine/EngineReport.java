package io.portage.bench.engine;

import java.util.List;

/// Everything that a run measured, and on what.
///
/// @param skipped what was left out, and why
/// @param rows what it came to
/// @param turns all that was measured
public record EngineReport(Machine machine, Effort effort, List<String> skipped, List<Row> rows, List<Turn> turns) {
    static EngineReport of(Machine machine, Effort effort, List<String> skipped, List<Turn> turns) {
        return new EngineReport(machine, effort, List.copyOf(skipped), Row.of(turns), List.copyOf(turns));
    }

    /// Answers that should have been others.
    public long unexpected() {
        return turns.stream().mapToLong(Turn::unexpected).sum();
    }
}
