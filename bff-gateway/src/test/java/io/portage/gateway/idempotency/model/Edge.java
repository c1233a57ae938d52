package io.portage.gateway.idempotency.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A record at a moment, and what is asked of it.
public record Edge(@Nullable Row row, Call call) {
    /// This edge, and the same call just before, at and just after each instant of which the record speaks.
    public Stream<Edge> aroundItsInstants() {
        if (row == null) {
            return Stream.of(this);
        }
        var edges = new LinkedHashSet<Edge>();
        edges.add(this);
        for (long instant : instants(row)) {
            for (long at = instant - 1; at <= instant + 1; at++) {
                if (at > 0) {
                    edges.add(new Edge(row.later(new Span(at, true), Long.MIN_VALUE), call));
                }
            }
        }
        return edges.stream();
    }

    private static Set<Long> instants(Row row) {
        var instants = new TreeSet<>(List.of(row.bodyUntil(), row.until(), row.first() + Times.WINDOW));
        var run = row.run();
        if (run != null) {
            instants.add(run.leaseEnd());
            var before = run.before();
            if (before != null) {
                instants.addAll(List.of(before.agedFrom(), before.until()));
            }
        }
        return instants;
    }
}
