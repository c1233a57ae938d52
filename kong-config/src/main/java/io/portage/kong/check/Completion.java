package io.portage.kong.check;

import io.portage.kong.catalogue.Field;
import io.portage.kong.catalogue.Field.Kind;
import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fills in what is not said, as Kong does before it checks: defaults, and nothing where there is no default.
final class Completion {
    static final Position NOWHERE = new Position("", 1, 1);

    private Completion() {}

    static Node.Mapping of(Map<String, Field> fields, Node.Mapping said) {
        var members = new ArrayList<Node.Member>(fields.size());
        var names = new HashSet<String>();
        for (var member : said.members()) {
            names.add(member.name());
            var field = fields.get(member.name());
            members.add(
                    field == null ? member : new Node.Member(member.at(), member.name(), value(field, member.value())));
        }
        for (var field : fields.values()) {
            if (!names.contains(field.name())) {
                var value = missing(field);
                if (value != null) {
                    members.add(new Node.Member(NOWHERE, field.name(), value));
                }
            }
        }
        return new Node.Mapping(said.at(), members);
    }

    private static Node value(Field field, Node value) {
        return switch (field.kind()) {
            case RECORD -> record(field, value);
            case ARRAY, SET, MAP -> {
                var element = field.elements();
                yield element != null && holdsRecords(element) ? within(element, value) : value;
            }
            default -> value;
        };
    }

    /// False counts as not said.
    private static Node record(Field field, Node value) {
        if (value instanceof Node.Bool bool && !bool.value()) {
            var otherwise = missing(field);
            return otherwise == null ? value : otherwise;
        }
        return value instanceof Node.Mapping || value instanceof Node.Items
                ? of(field.fields(), RecordCheck.mapping(value))
                : value;
    }

    private static boolean holdsRecords(Field element) {
        return element.kind() == Kind.RECORD;
    }

    private static Node within(Field element, Node value) {
        return switch (value) {
            case Node.Items list ->
                new Node.Items(
                        list.at(),
                        list.items().stream().map(it -> value(element, it)).toList());
            case Node.Mapping mapping ->
                new Node.Mapping(
                        mapping.at(),
                        mapping.members().stream()
                                .map(it -> new Node.Member(it.at(), it.name(), value(element, it.value())))
                                .toList());
            default -> value;
        };
    }

    private static @Nullable Node missing(Field field) {
        if (field.standard() != null) {
            return value(field, field.standard());
        }
        if (!field.required()) {
            return field.shorthand() ? null : new Node.Null(NOWHERE);
        }
        return field.kind() == Kind.RECORD ? of(field.fields(), new Node.Mapping(NOWHERE, List.of())) : null;
    }
}
