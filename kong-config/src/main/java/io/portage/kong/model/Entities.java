package io.portage.kong.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The entities of one kind, by what declares them, by name and by id.
final class Entities<T> {
    private final List<T> all = new ArrayList<>();
    private final Map<Integer, T> byIndex = new HashMap<>();
    private final Map<String, T> byName = new HashMap<>();
    private final Map<String, T> byId = new HashMap<>();

    void add(Declared declared, T entity, @Nullable String name) {
        all.add(entity);
        byIndex.put(declared.index(), entity);
        if (name != null) {
            byName.put(name, entity);
        }
        declared.text("id").ifPresent(id -> byId.put(id, entity));
    }

    List<T> all() {
        return all;
    }

    @Nullable
    T of(Declared declared) {
        return byIndex.get(declared.index());
    }

    /// The one of that name, else of that id; null where there is none.
    @Nullable
    T named(@Nullable String name) {
        return name == null ? null : byName.getOrDefault(name, byId.get(name));
    }
}
