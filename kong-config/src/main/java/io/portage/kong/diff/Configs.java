package io.portage.kong.diff;

import io.portage.kong.read.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Compares what plugins are told. Only names are given away: values may be secrets.
final class Configs {
    private Configs() {}

    /// Dotted names of the fields that differ.
    static List<String> differences(Node was, Node is) {
        var before = flat(was);
        var after = flat(is);
        var names = new TreeSet<String>();
        before.forEach((name, value) -> {
            if (!value.equals(after.get(name))) {
                names.add(name);
            }
        });
        after.keySet().stream().filter(name -> !before.containsKey(name)).forEach(names::add);
        return List.copyOf(names);
    }

    private static Map<String, String> flat(Node node) {
        var fields = new TreeMap<String, String>();
        flat("", node, fields);
        return fields;
    }

    private static void flat(String name, Node node, Map<String, String> fields) {
        if (node instanceof Node.Mapping mapping) {
            mapping.members()
                    .forEach(it -> flat(name.isEmpty() ? it.name() : name + "." + it.name(), it.value(), fields));
        } else {
            fields.put(name, text(node));
        }
    }

    private static String text(Node node) {
        return switch (node) {
            case Node.Text text -> "text " + text.value();
            case Node.Number number -> "number " + number.value();
            case Node.Bool bool -> "boolean " + bool.value();
            case Node.Null _ -> "null";
            case Node.Items items ->
                items.items().stream().map(Configs::text).toList().toString();
            case Node.Mapping _ -> flat(node).toString();
        };
    }
}
