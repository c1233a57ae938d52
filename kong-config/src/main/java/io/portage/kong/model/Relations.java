package io.portage.kong.model;

import io.portage.kong.catalogue.Field;
import io.portage.kong.catalogue.Fields;
import java.util.HashMap;
import java.util.Map;

/// Which entities may stand inside which, and the field of the inner one that says so otherwise.
public final class Relations {
    private static final Map<String, Map<String, String>> CHILDREN = new HashMap<>();

    static {
        for (var entity : Fields.entities()) {
            for (var field : Fields.ofEntity(entity).values()) {
                if (field.kind() == Field.Kind.FOREIGN && field.reference() != null) {
                    CHILDREN.computeIfAbsent(field.reference(), _ -> new HashMap<>())
                            .put(entity, field.name());
                }
            }
        }
    }

    /// What only decK and the enterprise edition know.
    static final String GROUPS = "consumer_groups";

    private Relations() {}

    /// The entities that may stand inside that one, and the field that names it.
    public static Map<String, String> children(String entity) {
        return entity.equals(GROUPS) ? Map.of("plugins", "consumer_group") : CHILDREN.getOrDefault(entity, Map.of());
    }
}
