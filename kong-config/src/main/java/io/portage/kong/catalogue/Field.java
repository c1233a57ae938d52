package io.portage.kong.catalogue;

import io.portage.kong.read.Node;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A field of an entity or plugin, as Kong's schema has it.
///
/// @param reference the entity that a foreign field names; null for other kinds
/// @param standard what it is where nothing is said; null for nothing
/// @param oneOf the values it may have; empty for any
/// @param constraints by the name of the check, such as `between`
/// @param shorthand whether it is only another, older name of other fields
/// @param fields the fields of a record
/// @param elements what the elements of an array or set, or the values of a map, are; null for other kinds
public record Field(
        String name,
        Kind kind,
        @Nullable String reference,
        boolean required,
        @Nullable Node standard,
        List<Node> oneOf,
        Map<String, Node> constraints,
        boolean referenceable,
        boolean deprecated,
        boolean shorthand,
        Map<String, Field> fields,
        @Nullable Field elements) {
    /// What sort of value a field takes.
    public enum Kind {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        ARRAY,
        SET,
        MAP,
        RECORD,
        FOREIGN,
        JSON
    }

    /// The field of a dotted name below this one; null where there is none.
    public @Nullable Field find(String path) {
        @Nullable Field field = this;
        for (var part : path.split("\\.", -1)) {
            field = field == null ? null : field.fields.get(part);
        }
        return field;
    }
}
