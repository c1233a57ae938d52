package io.portage.kong.catalogue;

import io.portage.kong.model.KongVersion;
import io.portage.kong.read.Node;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The plugins whose place in the order of running is known: those that Kong bundles, this project's, and some others.
public final class Catalogue {
    private static final String BUNDLED = "open";
    private static final Set<String> OPEN = Set.of(BUNDLED, "portage");
    private static final Map<String, Known> ALL = read();

    private Catalogue() {}

    /// The plugin of that name; empty where nothing is known of it.
    public static Optional<PluginType> plugin(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /// Whether Kong bundles it, or it is this project's: nobody can declare that it does something else.
    public static boolean isOpen(String name) {
        var known = ALL.get(name);
        return known != null && OPEN.contains(known.edition());
    }

    /// Whether it comes with Kong.
    public static boolean isBundled(String name) {
        var known = ALL.get(name);
        return known != null && known.edition().equals(BUNDLED);
    }

    /// The plugin that comes with Kong and runs with that priority in any release; empty where none does.
    public static Optional<String> bundledAt(int priority) {
        return ALL.values().stream()
                .filter(known ->
                        known.edition().equals(BUNDLED) && known.since().containsValue(priority))
                .map(Known::name)
                .min(Comparator.naturalOrder());
    }

    /// Names of all of them.
    public static Set<String> names() {
        return ALL.keySet();
    }

    private static Map<String, Known> read() {
        var known = new HashMap<String, Known>();
        for (List<String> cells : Table.rows("priorities.csv")) {
            var name = cells.getFirst();
            var since = KongVersion.of(cells.get(2)).orElseThrow();
            known.computeIfAbsent(name, _ -> new Known(name, cells.get(1), new TreeMap<>(), refused(name)))
                    .since()
                    .put(since, Integer.valueOf(cells.get(3)));
        }
        return Map.copyOf(known);
    }

    private static Set<String> refused(String plugin) {
        return Stream.of("route", "service", "consumer")
                .filter(scope -> refuses(plugin, scope))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean refuses(String plugin, String scope) {
        var field = Fields.ofPlugin(plugin).get(scope);
        return field != null && field.constraints().get("eq") instanceof Node.Null;
    }

    /// @param edition who it comes with
    /// @param since its priorities, each from a release on
    private record Known(String name, String edition, TreeMap<KongVersion, Integer> since, Set<String> refusedScopes)
            implements PluginType {
        @Override
        public OptionalInt priority(KongVersion version) {
            var entry = since.floorEntry(version);
            return entry == null ? OptionalInt.empty() : OptionalInt.of(entry.getValue());
        }
    }
}
