package io.portage.kong.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A mapping of a file that we ship or write, in the order in which it is written: texts, numbers, booleans, lists and
/// mappings of them.
record Tree(Map<String, Object> fields) {
    Tree() {
        this(new LinkedHashMap<>());
    }

    /// The mapping that a loaded value is.
    ///
    /// @throws IllegalArgumentException where it is none
    static Tree of(@Nullable Object value) {
        if (value instanceof Tree tree) {
            return tree;
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(value + " (expected: a mapping)");
        }
        var tree = new Tree();
        map.forEach((key, member) -> {
            if (member != null) {
                tree.fields.put(String.valueOf(key), of(key, member));
            }
        });
        return tree;
    }

    private static Object of(Object key, Object value) {
        return switch (value) {
            case Map<?, ?> map -> of(map);
            case List<?> list -> list.stream().map(item -> of(key, item)).toList();
            default -> value;
        };
    }

    /// Sets a field, unless there is nothing to set.
    Tree put(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    @Nullable
    Object get(String name) {
        return fields.get(name);
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /// @throws IllegalArgumentException where it is missing
    String text(String name) {
        var value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + ": missing (expected: in " + fields + ")");
        }
        return String.valueOf(value);
    }

    /// The mapping of that name; an empty one where there is none.
    Tree tree(String name) {
        return has(name) ? of(fields.get(name)) : new Tree();
    }

    /// The mappings of that list; none where there is no such list.
    List<Tree> trees(String name) {
        return list(name).stream().map(Tree::of).toList();
    }

    /// The texts of that list; none where there is no such list.
    List<String> texts(String name) {
        return list(name).stream().map(String::valueOf).toList();
    }

    private List<?> list(String name) {
        return fields.get(name) instanceof List<?> list ? list : List.of();
    }

    /// The same mapping without some fields.
    Tree without(String... names) {
        var copy = new LinkedHashMap<>(fields);
        List.of(names).forEach(copy::remove);
        return new Tree(copy);
    }

    /// The same mapping with another one's fields behind, where it has none of that name.
    Tree withDefaults(Tree other) {
        var copy = new LinkedHashMap<>(fields);
        other.fields.forEach(copy::putIfAbsent);
        return new Tree(copy);
    }

    /// The same mapping with a tag more.
    Tree tagged(String tag) {
        var tags = new ArrayList<>(texts("tags"));
        tags.add(tag);
        return new Tree(new LinkedHashMap<>(fields))
                .put("tags", tags.stream().distinct().sorted().toList());
    }
}
