package io.portage.kong.router;

import io.portage.kong.model.DerivedId;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.Route;
import io.portage.kong.router.PathPattern.Answer;
import io.portage.kong.router.Priority.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which route Kong would take for a request.
public final class Matching {
    private final Flavor flavor;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Route, List<Entry>> byRoute = new IdentityHashMap<>();
    private final EntryIndex index = new EntryIndex();
    private final List<Route> opaque = new ArrayList<>();

    private Matching(KongConfig config, Flavor flavor) {
        this.flavor = flavor;
        for (var route : config.routes()) {
            if (isRouted(route)) {
                if (route.expression() == null) {
                    var own = Entry.of(route, flavor);
                    byRoute.put(route, own);
                    entries.addAll(own);
                    own.forEach(index::add);
                } else {
                    opaque.add(route);
                }
            }
        }
    }

    public static Matching of(KongConfig config, KongConf conf) {
        return new Matching(config, Flavor.of(conf));
    }

    /// The router does not even know the routes of a service that is switched off.
    private static boolean isRouted(Route route) {
        var service = route.service();
        return route.isHttp() && (service == null || service.enabled());
    }

    /// Routes that are in each other's way, in the order of the file.
    ///
    /// @param harmless pairs of equals of which it does not matter which wins
    public Stream<Overlap> overlaps(Predicate<Pair> harmless) {
        return Overlaps.of(entries, index, harmless);
    }

    public Taken routeFor(Request request) {
        var seen = flavor == Flavor.TRADITIONAL ? request : request.withHyphens();
        var path = RequestPath.normal(request.path());
        var sure = new ArrayList<Entry>();
        var perhaps = new ArrayList<Entry>();
        index.near(path).forEach(entry -> {
            switch (entry.takes(seen, path)) {
                case YES -> sure.add(entry);
                case MAYBE -> perhaps.add(entry);
                case NO -> {}
            }
        });
        var best = best(sure);
        perhaps.removeIf(it ->
                best.stream().anyMatch(winner -> winner.priority().to(it.priority()) == Order.HIGHER));
        return answer(best, perhaps);
    }

    private Taken answer(List<Entry> best, List<Entry> perhaps) {
        var candidates = Stream.of(opaque.stream(), routes(best), routes(perhaps))
                .flatMap(it -> it)
                .filter(identities()::add)
                .sorted(Comparator.comparingInt(it -> it.at().line()))
                .toList();
        if (candidates.isEmpty()) {
            return new Taken.Nobody();
        }
        return candidates.size() == 1 && opaque.isEmpty() && perhaps.isEmpty()
                ? new Taken.By(candidates.getFirst())
                : new Taken.Unsure(candidates);
    }

    private static Set<Route> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static Stream<Route> routes(List<Entry> entries) {
        return entries.stream().map(Entry::route);
    }

    /// The one that wins over each other, or those of which one does.
    private List<Entry> best(List<Entry> sure) {
        var best = new ArrayList<Entry>();
        for (var entry : sure) {
            if (sure.stream().noneMatch(other -> beats(other, entry))) {
                best.add(entry);
            }
        }
        return best;
    }

    private boolean beats(Entry one, Entry other) {
        var order = one.priority().to(other.priority());
        return order == Order.HIGHER || (order == Order.EQUAL && isTieWon(one, other));
    }

    /// Of equals the higher id wins, but for the old router.
    private boolean isTieWon(Entry one, Entry other) {
        return flavor != Flavor.TRADITIONAL
                && one.whole()
                && other.whole()
                && id(one.route()).compareTo(id(other.route())) > 0;
    }

    private static String id(Route route) {
        return route.id() != null ? route.id() : DerivedId.of("routes", Objects.requireNonNullElse(route.name(), ""));
    }

    /// The routes that certainly or perhaps take that path, with some method, host and headers.
    public Stream<Route> onPath(String path) {
        var normal = RequestPath.normal(path);
        return Stream.concat(
                opaque.stream(),
                index.near(normal)
                        .filter(it -> it.mayTake(normal))
                        .map(Entry::route)
                        .filter(identities()::add));
    }

    /// Whether a route certainly or perhaps takes a request, whoever else would.
    public boolean canTake(Route route, Request request) {
        return route.expression() != null || taking(route, request).findAny().isPresent();
    }

    private Stream<Entry> taking(Route route, Request request) {
        var path = RequestPath.normal(request.path());
        return byRoute.getOrDefault(route, List.of()).stream().filter(it -> it.takes(request, path) != Answer.NO);
    }

    /// Whether of two routes that can take a request the one takes all that the other does, and more.
    public boolean isBroader(Route one, Route other, Request request) {
        var broad = taking(one, request).toList();
        var narrow = taking(other, request).toList();
        return !narrow.isEmpty()
                && narrow.stream().allMatch(it -> broad.stream().anyMatch(wide -> wide.covers(it) && !it.covers(wide)));
    }
}
