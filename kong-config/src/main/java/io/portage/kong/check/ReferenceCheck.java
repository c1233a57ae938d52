package io.portage.kong.check;

import io.portage.kong.catalogue.Field;
import io.portage.kong.catalogue.Fields;
import io.portage.kong.model.Relations;
import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.HashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether an entity names others where it may, and all those it must.
final class ReferenceCheck {
    private final Target target;
    private final Pass pass;
    private final Identities identities;
    private final Problems problems;

    ReferenceCheck(Target target, Pass pass, Identities identities, Problems problems) {
        this.target = target;
        this.pass = pass;
        this.identities = identities;
        this.problems = problems;
    }

    static boolean isForeign(@Nullable Field field) {
        return field != null && field.kind() == Field.Kind.FOREIGN;
    }

    /// @param parent the entity it stands in, such as `routes`; null at the top
    /// @param isGood whether nothing was found wrong with the rest of it
    void check(String entity, Node.Mapping said, @Nullable String parent, boolean isGood) {
        var before = problems.count();
        var set = new HashSet<String>();
        Fields.ofEntity(entity).values().stream()
                .filter(ReferenceCheck::isForeign)
                .forEach(field -> {
                    if (isSet(entity, field, said, parent)) {
                        set.add(field.name());
                    }
                });
        if (isGood && problems.count() == before) {
            Parents.check(target, entity, set, pass, said, problems);
        }
    }

    /// Whether that reference counts as said.
    private boolean isSet(String entity, Field field, Node.Mapping said, @Nullable String parent) {
        var value = said.get(field.name());
        var isParent =
                parent != null && field.name().equals(Relations.children(parent).get(entity));
        if (value == null && pass == Pass.RESOLVED && isParent) {
            refusedScope(entity, said, field, said.at());
            return true;
        }
        if (value == null || value instanceof Node.Null) {
            required(entity, field, said, parent);
            return false;
        }
        if (refusedScope(entity, said, field, value.at())) {
            return true;
        }
        if (pass == Pass.AS_WRITTEN) {
            asWritten(field, value, parent);
        } else {
            resolved(field, value);
        }
        return true;
    }

    private void required(String entity, Field field, Node.Mapping said, @Nullable String parent) {
        if (field.required() && parent == null) {
            problems.add(
                    "kong/missing-field",
                    said.at(),
                    EntityCheck.name(entity) + ": no " + field.name() + " (expected: a name or id)");
        }
    }

    private boolean refusedScope(String entity, Node.Mapping said, Field field, Position at) {
        var plugin = entity.equals("plugins") && said.get("name") instanceof Node.Text text ? text.value() : "";
        var restricted = Fields.ofPlugin(plugin).get(field.name());
        if (restricted == null || !restricted.constraints().containsKey("eq")) {
            return false;
        }
        problems.add(
                "kong/refused-scope",
                at,
                field.name() + ": " + plugin + " cannot be for one (expected: no " + field.name() + ")");
        return true;
    }

    private void asWritten(Field field, Node value, @Nullable String parent) {
        if (parent != null) {
            problems.add(
                    "kong/second-parent",
                    value.at(),
                    field.name() + ": said inside another entity (expected: only at the top of the file)");
        } else if (!(value instanceof Node.Text text) || text.value().isEmpty()) {
            problems.add(
                    "kong/wrong-type",
                    value.at(),
                    field.name() + ": " + Shown.of("", value) + " (expected: a name or id)");
        }
    }

    private void resolved(Field field, Node value) {
        var reference = Objects.requireNonNullElse(field.reference(), "");
        var good = value instanceof Node.Text text
                ? identities.find(reference, text.value())
                : value instanceof Node.Mapping mapping
                        && mapping.get("id") instanceof Node.Text id
                        && TextFormats.broken("uuid", id.value()) == null;
        if (!good) {
            problems.add(
                    "kong/bad-reference",
                    value.at(),
                    field.name() + ": " + Shown.of(field.name(), value) + " (expected: a name or id among " + reference
                            + ")");
        }
    }
}
