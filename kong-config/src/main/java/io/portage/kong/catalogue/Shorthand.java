package io.portage.kong.catalogue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// An older name of a field.
///
/// @param field its dotted path
/// @param target dotted path of the field it stands for
/// @param both what counts where both are said: `same` where they must say the same, else `target` or `shorthand`
public record Shorthand(String owner, String field, String target, String both) {
    private static final Map<String, List<Shorthand>> BY_OWNER = Table.rows("shorthands.csv").stream()
            .map(row -> new Shorthand(row.get(0), row.get(1), row.get(2), row.get(3)))
            .collect(Collectors.groupingBy(Shorthand::owner));

    /// The older names of an owner, such as `plugin:rate-limiting`.
    public static List<Shorthand> of(String owner) {
        return BY_OWNER.getOrDefault(owner, List.of());
    }
}
