package io.portage.kong.check;

import io.portage.kong.catalogue.Field;
import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.List;
import java.util.Map;

/// Whether a mapping has the fields of a record, and only those.
final class RecordCheck {
    private final Problems problems;
    private final FieldCheck fields;

    RecordCheck(Problems problems) {
        this.problems = problems;
        this.fields = new FieldCheck(this, problems);
    }

    /// @param path of the record, dotted; empty for an entity itself
    /// @param record with its defaults
    void check(String owner, String path, Map<String, Field> known, Node.Mapping record, Position owned) {
        var place = record.at().file().isEmpty() ? owned : record.at();
        var before = problems.count();
        for (var member : record.members()) {
            member(owner, path, known, member, place);
        }
        known.values().stream()
                .filter(field -> field.required() && record.get(field.name()) == null)
                .forEach(field -> problems.add(
                        "kong/missing-field", place, join(path, field.name()) + ": missing (expected: it is said)"));
        if (problems.count() == before) {
            RecordRules.check(owner, path, record, place, problems);
        }
    }

    private void member(String owner, String path, Map<String, Field> known, Node.Member member, Position place) {
        var field = known.get(member.name());
        var name = join(path, member.name());
        if (field != null) {
            fields.check(owner, name, field, member.value(), place);
        } else if (!member.name().equals("updated_at")) {
            problems.add("kong/unknown-field", member.at(), unknown(name, known, problems));
        }
    }

    static String unknown(String name, Map<String, Field> known, Problems problems) {
        var close = problems.isFull() ? null : Close.to(name.substring(name.lastIndexOf('.') + 1), known.keySet());
        return Shown.quoted(name) + ": no such field (expected: "
                + (close == null ? "a field that Kong 3.9 knows" : close) + ")";
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /// A value as a mapping; an empty list is an empty one.
    static Node.Mapping mapping(Node value) {
        return switch (value) {
            case Node.Mapping mapping -> mapping;
            case Node.Items list -> numbered(list);
            default -> new Node.Mapping(value.at(), List.of());
        };
    }

    private static Node.Mapping numbered(Node.Items list) {
        return new Node.Mapping(
                list.at(),
                list.items().stream()
                        .limit(1)
                        .map(item -> new Node.Member(item.at(), "1", item))
                        .toList());
    }
}
