package io.portage.kong.verify;

import io.portage.contract.Operation;
import io.portage.contract.PathTemplate;
import io.portage.contract.PathTemplate.Segment;
import io.portage.contract.SyncContract;
import io.portage.kong.model.Route;
import java.util.List;
import java.util.Set;

/// Finds the routes that may take a request of the sync contract. In doubt one may: a route too many is looked at, a
/// route too few would be believed.
final class ContractRoutes {
    /// What ends the part of a regular expression that every match begins with.
    private static final Set<Character> SPECIAL =
            Set.of('\\', '(', ')', '[', ']', '{', '}', '.', '*', '+', '?', '|', '^', '$');
    private static final String OPTIONAL = "?*{|";

    private final List<Operation> operations;

    ContractRoutes(SyncContract contract) {
        operations = contract.operations();
    }

    boolean mayTake(Route route) {
        return route.isHttp() && operations.stream().anyMatch(it -> mayTake(route, it));
    }

    private static boolean mayTake(Route route, Operation operation) {
        var methods = route.methods();
        if (route.expression() != null) {
            return true;
        }
        return (methods.isEmpty() || methods.contains(operation.method()))
                && (route.paths().isEmpty()
                        || route.paths().stream().anyMatch(path -> mayTake(path, operation.path())));
    }

    private static boolean mayTake(String path, PathTemplate template) {
        return mayBegin(path.startsWith("~") ? literal(path.substring(1)) : path, template);
    }

    /// Whether some path of the template begins so.
    private static boolean mayBegin(String prefix, PathTemplate template) {
        var parts = prefix.split("/", -1);
        var segments = template.segments();
        for (var i = 1; i < parts.length; i++) {
            var isLast = i == parts.length - 1;
            if (i > segments.size()) {
                return false;
            }
            switch (segments.get(i - 1)) {
                case Segment.Literal(var text) -> {
                    if (isLast ? !text.startsWith(parts[i]) : !text.equals(parts[i])) {
                        return false;
                    }
                }
                case Segment.Variable _ -> {}
                case Segment.Rest _ -> {
                    return true;
                }
            }
        }
        return true;
    }

    private static String literal(String regex) {
        if (regex.contains("|")) {
            return "/";
        }
        var end = 0;
        while (end < regex.length() && !SPECIAL.contains(regex.charAt(end))) {
            end++;
        }
        var isOptional = end < regex.length() && OPTIONAL.indexOf(regex.charAt(end)) >= 0;
        return regex.substring(0, isOptional ? Math.max(0, end - 1) : end);
    }
}
