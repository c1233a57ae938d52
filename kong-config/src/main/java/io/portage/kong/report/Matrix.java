package io.portage.kong.report;

import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/// Rows of verdicts, as a person can take them in: routes of which nothing is to be told are counted.
///
/// @param label the route, or how many of them
record Matrix(String label, List<Verdict> verdicts) {
    private static final int ALL_SHOWN = 40;

    static List<Matrix> of(List<RouteVerdict> routes) {
        if (routes.size() <= ALL_SHOWN) {
            return routes.stream()
                    .map(it -> new Matrix(it.route().label(), verdicts(it)))
                    .toList();
        }
        var groups = new LinkedHashMap<List<Verdict>, List<String>>();
        routes.forEach(it -> groups.computeIfAbsent(verdicts(it), _ -> new ArrayList<>())
                .add(it.route().label()));
        var rows = new ArrayList<Matrix>();
        groups.forEach((verdicts, labels) -> rows.add(new Matrix(
                labels.size() == 1 ? labels.getFirst() : labels.getFirst() + " and " + (labels.size() - 1) + " more",
                verdicts)));
        return rows;
    }

    static List<Verdict> verdicts(RouteVerdict route) {
        return Arrays.stream(SyncHeader.values())
                .map(header -> route.of(header).verdict())
                .toList();
    }
}
