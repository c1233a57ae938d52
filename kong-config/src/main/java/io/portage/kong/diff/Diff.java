package io.portage.kong.diff;

import io.portage.kong.flow.Cause;
import io.portage.kong.flow.HeaderVerdict;
import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Walk;
import io.portage.kong.model.Finding;
import io.portage.kong.model.Route;
import io.portage.kong.verify.Verification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is other in one configuration than in another.
///
/// @param routes those on which something changed, the same changes together
/// @param appeared findings that were not there
/// @param gone findings that are not there any more
public record Diff(
        Verification was, Verification is, List<RouteDiff> routes, List<Finding> appeared, List<Finding> gone) {
    /// A configuration and the ways through it.
    ///
    /// @param walks the chains of a route
    public record Side(Verification verification, Function<Route, List<Walk>> walks) {}

    public static Diff of(Side was, Side is) {
        return new Diff(
                was.verification(),
                is.verification(),
                routes(was, is),
                missing(is.verification(), was.verification()),
                missing(was.verification(), is.verification()));
    }

    private static List<RouteDiff> routes(Side was, Side is) {
        var before = byName(was);
        var after = byName(is);
        var diffs = new ArrayList<RouteDiff>();
        after.forEach((name, route) -> {
            var old = before.get(name);
            diffs.add(
                    old == null
                            ? only(RouteDiff.Kind.ADDED, name, route)
                            : changed(name, old, was.walks(), route, is.walks()));
        });
        before.forEach((name, route) -> {
            if (!after.containsKey(name)) {
                diffs.add(only(RouteDiff.Kind.REMOVED, name, route));
            }
        });
        return grouped(diffs);
    }

    private static Map<String, RouteVerdict> byName(Side side) {
        var routes = new LinkedHashMap<String, RouteVerdict>();
        side.verification().routes().forEach(it -> routes.putIfAbsent(it.route().label(), it));
        return routes;
    }

    private static RouteDiff only(RouteDiff.Kind kind, String name, RouteVerdict route) {
        var isNew = kind == RouteDiff.Kind.ADDED;
        var headers = Arrays.stream(SyncHeader.values())
                .map(it -> isNew ? change(it, null, route.of(it)) : change(it, route.of(it), null))
                .toList();
        return new RouteDiff(kind, List.of(name), List.of(), List.of(), headers);
    }

    private static RouteDiff changed(
            String name,
            RouteVerdict was,
            Function<Route, List<Walk>> walked,
            RouteVerdict is,
            Function<Route, List<Walk>> walks) {
        var headers = Arrays.stream(SyncHeader.values())
                .filter(it -> was.of(it).verdict() != is.of(it).verdict())
                .map(it -> change(it, was.of(it), is.of(it)))
                .toList();
        return new RouteDiff(
                RouteDiff.Kind.CHANGED,
                List.of(name),
                Traits.changes(was.route(), is.route()),
                Chained.changes(walked.apply(was.route()), walks.apply(is.route())),
                headers);
    }

    private static HeaderChange change(SyncHeader header, @Nullable HeaderVerdict was, @Nullable HeaderVerdict is) {
        return new HeaderChange(
                header,
                was == null ? null : was.verdict(),
                is == null ? null : is.verdict(),
                is == null || is.because().isEmpty() ? "" : words(is.because().getFirst()));
    }

    private static String words(Cause cause) {
        return cause.words() + ", line " + cause.at().line();
    }

    private static List<RouteDiff> grouped(List<RouteDiff> diffs) {
        var groups = new LinkedHashMap<RouteDiff, List<String>>();
        diffs.stream()
                .filter(it -> !it.isEmpty())
                .forEach(it -> groups.computeIfAbsent(it.on(List.of()), _ -> new ArrayList<>())
                        .addAll(it.routes()));
        return groups.entrySet().stream()
                .map(it -> it.getKey().on(it.getValue()))
                .toList();
    }

    /// Findings of the one that the other has not, wherever they stand.
    private static List<Finding> missing(Verification one, Verification other) {
        var known = new HashSet<List<Object>>();
        other.findings().forEach(it -> known.add(key(it)));
        return one.findings().stream().filter(it -> !known.contains(key(it))).toList();
    }

    private static List<Object> key(Finding finding) {
        return Arrays.asList(finding.rule(), finding.header(), finding.route(), finding.message());
    }

    /// How many header verdicts are worse, or better.
    public long count(Predicate<HeaderChange> what) {
        return routes.stream()
                .mapToLong(it ->
                        it.headers().stream().filter(what).count() * it.routes().size())
                .sum();
    }

    /// How many routes changed in that way.
    public int count(RouteDiff.Kind kind) {
        return routes.stream()
                .filter(it -> it.kind() == kind)
                .mapToInt(it -> it.routes().size())
                .sum();
    }
}
