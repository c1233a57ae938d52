package io.portage.kong;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A mapping of a Kong file, with the place of everything in it.
///
/// @param file name of the file
record Entity(String file, Node node) {
    private static final Set<String> OFF = Set.of("false", "no", "off");

    /// The field of that name; empty where it is not there.
    Optional<Entity> field(String name) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .map(tuple -> new Entity(file, tuple.getValueNode()))
                .findFirst();
    }

    /// The elements of the list in that field; none where there is no list.
    List<Entity> list(String name) {
        return field(name).map(Entity::node).filter(SequenceNode.class::isInstance).stream()
                .flatMap(list -> ((SequenceNode) list).getValue().stream())
                .map(element -> new Entity(file, element))
                .toList();
    }

    /// This as text; empty where it is none.
    String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    String text(String name, String fallback) {
        return field(name).map(Entity::text).orElse(fallback);
    }

    /// Whether that field is false, as Kong's YAML 1.1 spells it.
    boolean isOff(String name) {
        return OFF.contains(text(name, "").toLowerCase(Locale.ROOT));
    }

    Finding finding(String message) {
        var mark = node.getStartMark();
        return new Finding(
                file,
                mark.map(m -> m.getLine() + 1).orElse(1),
                mark.map(m -> m.getColumn() + 1).orElse(1),
                message);
    }
}
