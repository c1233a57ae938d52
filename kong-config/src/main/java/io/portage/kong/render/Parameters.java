package io.portage.kong.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an environment says where the files we ship leave a place, `${name}`.
///
/// @param values each value by its name; none where the place's field is left out
/// @param declared every name
record Parameters(Map<String, Object> values, Set<String> declared) {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z.-]+)}");

    /// Reads them.
    ///
    /// @param declarations every name that there is, and for decK the variable that it is asked as
    /// @param given what the environment says, null included
    /// @param deck whether hosts and secrets are asked of decK's environment
    /// @throws IllegalArgumentException where a name is missing or unknown
    static Parameters of(Tree declarations, Map<?, ?> given, boolean deck) {
        var declared = declarations.fields().keySet();
        var unequal = new TreeSet<>(declared);
        given.keySet().stream()
                .map(String::valueOf)
                .filter(name -> !unequal.remove(name))
                .toList()
                .forEach(unequal::add);
        if (!unequal.isEmpty()) {
            throw new IllegalArgumentException(
                    "parameters: " + unequal + " (expected: each one both declared and given)");
        }
        var values = new LinkedHashMap<String, Object>();
        given.forEach((name, value) -> {
            if (value != null) {
                var variable = declarations.tree(name.toString()).get("deck");
                values.put(name.toString(), deck && variable != null ? new DeckVariable(variable.toString()) : value);
            }
        });
        return new Parameters(values, declared);
    }

    /// The same mapping with every place filled; a mapping that is empty then is left out.
    Tree fill(Tree tree) {
        var filled = new Tree();
        tree.fields().forEach((name, value) -> filled.put(name, fill(value)));
        return filled;
    }

    private @Nullable Object fill(Object value) {
        return switch (value) {
            case Tree tree when tree.fields().isEmpty() -> tree;
            case Tree tree -> {
                var filled = fill(tree);
                yield filled.fields().isEmpty() ? null : filled;
            }
            case List<?> list ->
                list.stream().map(this::fill).filter(Objects::nonNull).toList();
            case String text -> place(text);
            default -> value;
        };
    }

    private @Nullable Object place(String text) {
        var place = PLACE.matcher(text);
        if (!place.matches()) {
            return text;
        }
        if (!declared.contains(place.group(1))) {
            throw new IllegalArgumentException(text + " (expected: one of " + new TreeSet<>(declared) + ")");
        }
        return values.get(place.group(1));
    }
}
