package io.portage.kong.diff;

import io.portage.kong.flow.Step;
import io.portage.kong.flow.Walk;
import io.portage.kong.model.Plugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compares the chains of a route: what runs, which instance of it, what it is told, and in which order.
final class Chained {
    private Chained() {}

    static List<Change> changes(List<Walk> was, List<Walk> is) {
        var before = byCaller(was);
        var after = byCaller(is);
        var changes = new ArrayList<Change>();
        after.forEach((caller, steps) -> {
            var old = before.get(caller);
            if (old == null) {
                changes.add(Change.added("a chain of its own for " + caller));
            } else {
                compare(caller, old, steps, changes);
            }
        });
        before.keySet().stream()
                .filter(caller -> !after.containsKey(caller))
                .forEach(caller -> changes.add(Change.gone("the chain of its own for " + caller)));
        return changes;
    }

    private static Map<String, Map<String, Plugin>> byCaller(List<Walk> walks) {
        var callers = new LinkedHashMap<String, Map<String, Plugin>>();
        for (var walk : walks) {
            var caller = walk.caller() == null ? "" : "consumer " + walk.caller();
            callers.put(caller, plugins(walk.steps()));
        }
        return callers;
    }

    private static Map<String, Plugin> plugins(List<Step> steps) {
        var plugins = new LinkedHashMap<String, Plugin>();
        steps.forEach(step -> plugins.put(
                step.link().plugin().name() + phase(step), step.link().plugin()));
        return plugins;
    }

    private static String phase(Step step) {
        return step.phase().equals("access") ? "" : " in " + step.phase();
    }

    private static void compare(String caller, Map<String, Plugin> was, Map<String, Plugin> is, List<Change> changes) {
        var whose = caller.isEmpty() ? "" : caller + ": ";
        is.forEach((name, plugin) -> {
            var old = was.get(name);
            if (old == null) {
                changes.add(Change.added(whose + name + " (" + plugin.scope() + ")"));
            } else {
                compare(whose + name, old, plugin, changes);
            }
        });
        was.forEach((name, plugin) -> {
            if (!is.containsKey(name)) {
                changes.add(Change.gone(whose + name + " (" + plugin.scope() + ")"));
            }
        });
        order(whose, was, is, changes);
    }

    private static void compare(String name, Plugin was, Plugin is, List<Change> changes) {
        if (!was.scope().toString().equals(is.scope().toString())) {
            changes.add(Change.other(name + ": " + was.scope() + " → " + is.scope()));
        }
        var fields = Configs.differences(was.config().declared(), is.config().declared());
        if (!fields.isEmpty()) {
            changes.add(Change.other(name + " (" + is.scope() + "): " + String.join(", ", fields)));
        }
    }

    private static void order(String whose, Map<String, Plugin> was, Map<String, Plugin> is, List<Change> changes) {
        var before = was.keySet().stream().filter(is::containsKey).toList();
        var after = is.keySet().stream().filter(was::containsKey).toList();
        if (!before.equals(after)) {
            changes.add(Change.other(whose + "order: " + String.join(", ", before) + " → " + String.join(", ", after)));
        }
    }
}
