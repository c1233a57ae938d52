package io.portage.kong.verify;

import io.portage.contract.SyncContract;
import io.portage.kong.model.Finding;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.Level;
import io.portage.kong.model.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Of which routes a verification speaks.
public sealed interface Reach {
    Reach ALL = new All();

    /// The tag that our own routes carry.
    String OURS = "portage";

    /// The tag of routes for which nothing is promised.
    String OUTSIDE = "outside-promise";

    /// Every route.
    record All() implements Reach {
        @Override
        public String toString() {
            return "all";
        }
    }

    /// Routes that carry a tag, or whose service does.
    record Tagged(String tag) implements Reach {
        @Override
        public String toString() {
            return "tag:" + tag;
        }
    }

    /// Routes that may take an operation of the sync contract, and those that carry our tag.
    record Contract(SyncContract contract) implements Reach {
        @Override
        public String toString() {
            return "contract";
        }
    }

    /// Whether it speaks of a route.
    default Predicate<Route> routes() {
        return switch (this) {
            case All _ -> _ -> true;
            case Tagged(var tag) -> route -> tags(route).anyMatch(tag::equals);
            case Contract(var contract) -> {
                var operations = new ContractRoutes(contract);
                yield route -> tags(route).noneMatch(OUTSIDE::equals)
                        && (tags(route).anyMatch(OURS::equals) || operations.mayTake(route));
            }
        };
    }

    /// What is left out, so that nobody believes that it was proved.
    default Optional<Finding> leftOut(KongConfig config) {
        return this instanceof Tagged(var tag) ? unknown(tag, config) : outside(config);
    }

    /// Nothing is proved of a tag that somebody misspelled, and that looks like a proof.
    private Optional<Finding> unknown(String tag, KongConfig config) {
        return config.routes().stream().anyMatch(routes())
                ? Optional.empty()
                : Optional.of(Finding.of(
                        "scope/no-route",
                        Level.WARNING,
                        "tag:" + tag + ": no route has it, and no service of one (expected: a tag of this file"
                                + known(config) + ")",
                        config.root().at()));
    }

    private static String known(KongConfig config) {
        var tags = config.routes().stream()
                .flatMap(Reach::tags)
                .distinct()
                .sorted()
                .toList();
        return (tags.isEmpty() ? "; its routes have none" : ", such as ")
                + String.join(", ", tags.subList(0, Math.min(tags.size(), 3)));
    }

    /// A note of the routes for which nothing is promised.
    private Optional<Finding> outside(KongConfig config) {
        var routes = config.routes().stream()
                .filter(route -> this instanceof Contract && tags(route).anyMatch(OUTSIDE::equals))
                .toList();
        return routes.stream()
                .findFirst()
                .map(first -> Finding.of(
                        "scope/outside-promise",
                        Level.NOTE,
                        routes.size() + " tagged " + OUTSIDE
                                + ", such as " + first.label()
                                + ": nothing is promised or proved of them (expected: --scope all to look at them)",
                        first.at()));
    }

    /// What is spoken of where nobody says.
    static Reach byDefault(boolean contractGiven, SyncContract contract, KongConfig config) {
        return contractGiven || config.tags().contains(OURS) ? new Contract(contract) : ALL;
    }

    private static Stream<String> tags(Route route) {
        var service = route.service();
        var tags = service == null ? List.<String>of() : service.tags();
        return Stream.concat(route.tags().stream(), tags.stream());
    }
}
