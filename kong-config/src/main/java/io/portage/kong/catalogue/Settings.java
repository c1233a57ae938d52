package io.portage.kong.catalogue;

import io.portage.kong.model.KongVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The settings that Kong reads from a kong.conf.
public final class Settings {
    /// Names that Kong takes with anything behind them: directives for nginx, plugin servers, vaults.
    private static final Pattern OPEN = Pattern.compile(
            "(nginx_(main|events|http|upstream|proxy|location|status|admin|stream|supstream|sproxy|wasm)"
                    + "|pluginserver|vault)_.+");
    private static final String SINCE_3_6 = "nginx_location_";
    private static final Map<String, List<String>> ALL = read();

    private Settings() {}

    /// Whether that release reads it.
    public static boolean isKnown(String name, KongVersion version) {
        return ALL.containsKey(name)
                || (OPEN.matcher(name).matches()
                        && (version.isAtLeast(KongVersion.V3_6) || !name.startsWith(SINCE_3_6)));
    }

    /// Names of those that have a name of their own.
    public static Set<String> names() {
        return ALL.keySet();
    }

    /// The values that it may have; empty for any.
    public static List<String> values(String name) {
        return ALL.getOrDefault(name, List.of());
    }

    private static Map<String, List<String>> read() {
        var all = new HashMap<String, List<String>>();
        for (var row : Table.rows("settings.csv")) {
            all.put(
                    row.get(0),
                    row.get(1).isEmpty() ? List.of() : List.of(row.get(1).split(" ", -1)));
        }
        return Map.copyOf(all);
    }
}
