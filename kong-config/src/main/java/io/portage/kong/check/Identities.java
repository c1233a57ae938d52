package io.portage.kong.check;

import io.portage.kong.catalogue.Field;
import io.portage.kong.catalogue.Fields;
import io.portage.kong.model.Declared;
import io.portage.kong.model.DerivedId;
import io.portage.kong.model.Relations;
import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The names and ids of all entities of a file: none twice, and every reference meets one.
final class Identities {
    private final Map<String, List<Declared>> declared;
    private final Map<String, Map<String, Declared>> byKey = new HashMap<>();
    private final Map<String, Map<String, Declared>> byId = new HashMap<>();
    private final IdentityHashMap<Declared, Optional<String>> ids = new IdentityHashMap<>();
    private final Problems problems;
    private final boolean looksElsewhere;

    /// @param looksElsewhere whether decK may find what is not in the file
    Identities(Target target, Map<String, List<Declared>> declared, boolean looksElsewhere) {
        this.problems = new Problems(target);
        this.looksElsewhere = looksElsewhere;
        this.declared = declared;
        declared.values().forEach(all -> all.forEach(this::add));
    }

    /// Whether there is one of that name or id.
    boolean find(String entity, String nameOrId) {
        return byKey.getOrDefault(entity, Map.of()).containsKey(nameOrId)
                || byId.getOrDefault(entity, Map.of()).containsKey(nameOrId);
    }

    /// What is there twice, and what refers to nothing.
    Problems check() {
        declared.values().forEach(all -> all.forEach(this::references));
        return problems;
    }

    private void add(Declared it) {
        var identity = Identity.of(it.entity());
        var doubled = false;
        if (identity.isUnique() && identity.key() != null) {
            doubled = put(byKey, it.entity(), identity.key(), it, text(it, identity.key()));
        }
        for (var field : identity.unique()) {
            put(byKey, it.entity() + " " + field, field, it, text(it, field));
        }
        var id = id(it);
        if (!doubled) {
            put(byId, it.entity(), it.node().get("id") == null ? "the same scope" : "id", it, id.orElse(null));
        }
    }

    private boolean put(
            Map<String, Map<String, Declared>> known,
            String entity,
            String field,
            Declared it,
            @Nullable String value) {
        if (value == null) {
            return false;
        }
        var first = known.computeIfAbsent(entity, _ -> new HashMap<>()).putIfAbsent(value, it);
        if (first == null) {
            return false;
        }
        var place = it.node()
                .member(field)
                .map(Node.Member::value)
                .map(Node::at)
                .orElse(it.node().at());
        problems.add(
                "kong/duplicate",
                place,
                it.entity() + ": " + field + " as at line " + first.node().at().line() + " (expected: once)");
        return true;
    }

    private static @Nullable String text(Declared it, String field) {
        return it.node().get(field) instanceof Node.Text text ? text.value() : null;
    }

    /// Its id as said, else as Kong derives it; empty where Kong makes one up.
    private Optional<String> id(Declared it) {
        var known = ids.get(it);
        if (known == null) {
            var said = text(it, "id");
            known = said != null ? Optional.of(said) : derived(it);
            ids.put(it, known);
        }
        return known;
    }

    private Optional<String> derived(Declared it) {
        var identity = Identity.of(it.entity());
        if (identity.isRandom() || it.node().get("id") != null) {
            return Optional.empty();
        }
        var key = identity.derived().isEmpty() ? key(it, identity) : scope(it, identity);
        return key.map(text -> DerivedId.of(it.entity(), text));
    }

    private static Optional<String> key(Declared it, Identity identity) {
        return identity.key() == null ? Optional.empty() : Optional.ofNullable(text(it, identity.key()));
    }

    private Optional<String> scope(Declared it, Identity identity) {
        var key = new StringBuilder(it.entity()).append(":*");
        for (var field : identity.derived()) {
            var value = it.node().get(field);
            if (value instanceof Node.Text text) {
                key.append(':').append(text.value());
            } else if (value == null) {
                var part = part(it, field);
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                key.append(':').append(part.get());
            }
        }
        return Optional.of(key.toString());
    }

    /// What stands for a field that is not said: the id of the entity it is in, or nothing.
    private Optional<String> part(Declared it, String name) {
        var parent = it.parent();
        if (parent != null && name.equals(Relations.children(parent.entity()).get(it.entity()))) {
            return id(parent);
        }
        var field = Fields.ofEntity(it.entity()).get(name);
        return field != null && field.required() ? Optional.empty() : Optional.of("");
    }

    private void references(Declared it) {
        for (var field : Fields.ofEntity(it.entity()).values()) {
            var value = field.kind() == Field.Kind.FOREIGN ? it.node().get(field.name()) : null;
            var name = value == null ? null : it.reference(field.name());
            if (value != null && name != null && field.reference() != null && !find(field.reference(), name)) {
                unknown(
                        value.at(),
                        field.name() + ": " + Shown.quoted(name) + " (expected: a name or id among " + field.reference()
                                + ")");
            }
        }
    }

    private void unknown(Position at, String message) {
        if (looksElsewhere) {
            problems.warn("kong/bad-reference", at, message);
        } else {
            problems.add("kong/bad-reference", at, message);
        }
    }
}
