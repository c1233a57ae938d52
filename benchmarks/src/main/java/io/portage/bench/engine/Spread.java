package io.portage.bench.engine;

import java.util.Collection;

/// What several rounds came to: the median, and how far it may be off.
public record Spread(double median, double least, double most) {
    /// @param values at least one
    public static Spread of(Collection<Double> values) {
        var sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("no values (expected: at least one)");
        }
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }
}
