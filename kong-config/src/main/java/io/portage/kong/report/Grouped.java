package io.portage.kong.report;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import io.portage.kong.read.Position;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The same finding on several routes and of several headers: a plugin that runs everywhere is one thing to mend.
///
/// @param finding the first of them
/// @param headers names of the headers
/// @param routes names of the routes
record Grouped(Finding finding, Set<String> headers, Set<String> routes) {
    private static final int SHOWN = 3;

    private record Same(String rule, Level level, String message, Position at) {}

    static List<Grouped> of(List<Finding> findings) {
        var groups = new LinkedHashMap<Same, Grouped>();
        for (var finding : findings) {
            var same = new Same(kind(finding), finding.level(), plain(finding), finding.at());
            var group = groups.computeIfAbsent(
                    same, _ -> new Grouped(finding, new LinkedHashSet<>(), new LinkedHashSet<>()));
            if (finding.header() != null) {
                group.headers.add(finding.header());
            }
            if (finding.route() != null) {
                group.routes.add(finding.route());
            }
        }
        return List.copyOf(groups.values());
    }

    /// The rules of the headers differ in the header alone.
    private static String kind(Finding finding) {
        return finding.header() != null && finding.rule().startsWith("headers/keeps-")
                ? "headers/keeps"
                : finding.rule();
    }

    private static String plain(Finding finding) {
        var prefix = finding.header() + ": ";
        return finding.message().startsWith(prefix) ? finding.message().substring(prefix.length()) : finding.message();
    }

    /// What was found, of all the headers.
    String message() {
        return headers.size() < 2 ? finding.message() : String.join(", ", headers) + ": " + plain(finding);
    }

    /// Such as `orders-r, orders-w and 12 more routes`; empty where it is about none.
    String where() {
        var names = String.join(", ", routes.stream().limit(SHOWN).toList());
        return routes.size() <= SHOWN ? names : names + " and " + (routes.size() - SHOWN) + " more routes";
    }
}
