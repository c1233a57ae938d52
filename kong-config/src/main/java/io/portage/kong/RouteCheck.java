package io.portage.kong;

import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import java.util.stream.Stream;

/// Every operation has a route, whose service gets the path as it is and gets a mutation once.
final class RouteCheck {
    private RouteCheck() {}

    static Stream<Finding> of(KongFile file, SyncContract contract) {
        var missing = contract.operations().stream()
                .filter(operation -> routes(file, operation).findAny().isEmpty())
                .map(operation ->
                        file.root().finding(operation + " has no route (expected: a path that it begins with)"));
        return Stream.of(missing, stripped(file, contract), retried(file, contract))
                .flatMap(findings -> findings);
    }

    private static Stream<Entity> routes(KongFile file, Operation operation) {
        return file.services().stream()
                .flatMap(service -> service.list("routes").stream())
                .filter(route -> serves(route, operation));
    }

    /// Prefixes of Kong end anywhere, ours at a segment.
    private static boolean serves(Entity route, Operation operation) {
        var path = operation.path().text() + "/";
        return route.list("paths").stream().anyMatch(prefix -> path.startsWith(prefix.text() + "/"));
    }

    /// Kong strips the matched path where nothing is said.
    private static Stream<Finding> stripped(KongFile file, SyncContract contract) {
        return file.services().stream()
                .flatMap(service -> service.list("routes").stream())
                .filter(route -> contract.operations().stream().anyMatch(operation -> serves(route, operation)))
                .filter(route -> !route.isOff("strip_path"))
                .map(route -> route.field("strip_path").orElse(route))
                .map(place -> place.finding("strip_path: true (expected: false; the paths at both ends are the same)"));
    }

    /// Kong tries five times more where nothing is said.
    private static Stream<Finding> retried(KongFile file, SyncContract contract) {
        return file.services().stream()
                .filter(service -> service.list("routes").stream()
                        .anyMatch(route -> contract.operations().stream()
                                .anyMatch(operation -> operation.mutates() && serves(route, operation))))
                .filter(service -> !service.text("retries", "5").equals("0"))
                .map(service -> service.field("retries")
                        .orElse(service)
                        .finding("retries: " + service.text("retries", "5") + " (expected: 0; only the client repeats a"
                                + " mutation)"));
    }
}
