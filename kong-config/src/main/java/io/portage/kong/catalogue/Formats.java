package io.portage.kong.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// In which form Kong wants the text of a field, beyond what its type says.
public final class Formats {
    private static final Map<String, List<String>> BY_FIELD = new HashMap<>();

    static {
        for (var row : Table.rows("formats.csv")) {
            BY_FIELD.computeIfAbsent(row.get(0) + " " + row.get(1), _ -> new ArrayList<>())
                    .add(row.get(2));
        }
    }

    private Formats() {}

    /// Names of the forms, such as `header-name`.
    ///
    /// @param owner such as `entity:routes`
    /// @param path dotted; `[]` behind it for elements and values, `{}` for the names in a map
    public static List<String> of(String owner, String path) {
        return BY_FIELD.getOrDefault(owner + " " + path, List.of());
    }
}
