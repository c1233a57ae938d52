package io.portage.kong.model;

import io.portage.kong.catalogue.Settings;
import io.portage.kong.read.Position;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a kong.conf, or the environment of a Kong, says. Names are those of kong.conf.
///
/// @param given whether there is one: where not, nobody knows what the Kong is told
public record KongConf(boolean given, Map<String, Setting> settings) {
    public static final KongConf UNKNOWN = new KongConf(false, Map.of());

    private static final Pattern COMMA = Pattern.compile(",");
    private static final String PREFIX = "KONG_";
    private static final Pattern INJECTED =
            Pattern.compile("nginx_(main|events|http|proxy|location|upstream|status|admin|stream|sproxy)_(.+)");

    /// One setting and where it stands.
    public record Setting(String value, Position at) {}

    /// A directive that Kong puts into the configuration of nginx.
    ///
    /// @param setting the name in kong.conf
    /// @param block such as `location`
    /// @param name such as `proxy_set_header`
    public record Directive(String setting, String block, String name, String value, Position at) {}

    public KongConf {
        settings = Map.copyOf(settings);
    }

    /// Reads a kong.conf; where a file has variables such as `KONG_PLUGINS=bundled` and no other setting, it is the
    /// environment of a Kong. In a kong.conf Kong reads no such name.
    public static KongConf parse(String file, String text) {
        var all = new LinkedHashMap<String, Setting>();
        var lines = text.lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip().replaceFirst("^export\\s+", "");
            var equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                var name = line.substring(0, equals).strip();
                all.put(name, new Setting(line.substring(equals + 1).strip(), new Position(file, i + 1, 1)));
            }
        }
        if (isEnvironment(all.keySet())) {
            all.replaceAll((_, it) -> new Setting(unquoted(it.value().replaceFirst("\\s#.*$", "")), it.at()));
            return new KongConf(true, ofVariables(all));
        }
        all.replaceAll((_, it) -> new Setting(withoutComment(it.value()), it.at()));
        return new KongConf(true, all);
    }

    private static boolean isEnvironment(Set<String> names) {
        return names.stream().anyMatch(it -> it.startsWith(PREFIX))
                && names.stream().noneMatch(it -> Settings.isKnown(it, KongVersion.NEWEST));
    }

    private static Map<String, Setting> ofVariables(Map<String, Setting> variables) {
        var settings = new HashMap<String, Setting>();
        variables.forEach((name, setting) -> {
            if (name.startsWith(PREFIX)) {
                settings.put(name.substring(PREFIX.length()).toLowerCase(Locale.ROOT), setting);
            }
        });
        return settings;
    }

    /// Of variables such as `KONG_PLUGINS`; others are left out.
    public static KongConf ofEnvironment(Map<String, String> variables) {
        var at = new Position("environment", 1, 1);
        var all = new HashMap<String, Setting>();
        variables.forEach((name, value) -> all.put(name, new Setting(value, at)));
        return new KongConf(true, ofVariables(all));
    }

    /// Kong leaves quotes as they are.
    private static String withoutComment(String raw) {
        return raw.replaceFirst("\\s*(?<!\\\\)#.*$", "").strip().replace("\\#", "#");
    }

    private static String unquoted(String raw) {
        var text = raw.strip();
        var quote = text.length() > 1 ? text.charAt(0) : ' ';
        var quoted = (quote == '"' || quote == '\'') && text.indexOf(quote, 1) == text.length() - 1;
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    public Optional<Setting> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    public Optional<String> value(String name) {
        return setting(name).map(Setting::value);
    }

    /// What `plugins` names; null where it says nothing, which is what Kong bundles. Where `off` comes first the others
    /// do not count.
    public @Nullable Set<String> plugins() {
        var names = list("plugins");
        if (names.isEmpty()) {
            return null;
        }
        return names.getFirst().equals("off") ? Set.of() : Set.copyOf(names);
    }

    /// The entries of a setting that is a list; none where it says nothing.
    public List<String> list(String name) {
        return value(name).filter(it -> !it.isBlank()).stream()
                .flatMap(COMMA::splitAsStream)
                .map(String::strip)
                .toList();
    }

    /// Whether Kong runs Lua that stands in a configuration.
    public boolean runsUntrustedLua() {
        return value("untrusted_lua").filter("off"::equals).isEmpty();
    }

    /// Whether Wasm is on: it is off unless somebody switches it on.
    public boolean runsWasm() {
        return value("wasm").filter(it -> it.equals("on") || it.equals("true")).isPresent();
    }

    /// Every directive for nginx, sorted by the name of the setting.
    public List<Directive> directives() {
        return settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(it -> {
                    var matcher = INJECTED.matcher(it.getKey());
                    return matcher.matches()
                            ? Optional.of(directive(it, matcher.group(1), matcher.group(2))).stream()
                            : Optional.<Directive>empty().stream();
                })
                .toList();
    }

    private static Directive directive(Map.Entry<String, Setting> it, String block, String name) {
        return new Directive(
                it.getKey(), block, name, it.getValue().value(), it.getValue().at());
    }
}
