package io.portage.kong.model;

import io.portage.kong.read.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a kong.conf, or the environment of a Kong, says. Names are those of kong.conf, in lower case.
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

    /// Reads a kong.conf, or a file with variables of the environment such as `KONG_PLUGINS=bundled`; the latter win.
    public static KongConf parse(String file, String text) {
        var plain = new HashMap<String, Setting>();
        var environment = new HashMap<String, Setting>();
        var lines = text.lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip().replaceFirst("^export\\s+", "");
            var equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                var name = line.substring(0, equals).strip();
                var setting = new Setting(plainValue(line.substring(equals + 1)), new Position(file, i + 1, 1));
                (name.startsWith(PREFIX) ? environment : plain).put(plainName(name), setting);
            }
        }
        plain.putAll(environment);
        return new KongConf(true, plain);
    }

    /// Of variables such as `KONG_PLUGINS`; others are left out.
    public static KongConf ofEnvironment(Map<String, String> variables) {
        var at = new Position("environment", 1, 1);
        return new KongConf(
                true,
                variables.entrySet().stream()
                        .filter(it -> it.getKey().startsWith(PREFIX))
                        .collect(Collectors.toMap(it -> plainName(it.getKey()), it -> new Setting(it.getValue(), at))));
    }

    private static String plainName(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return name.startsWith(PREFIX) ? lower.substring(PREFIX.length()) : lower;
    }

    /// Without a comment behind it and quotes around it.
    private static String plainValue(String raw) {
        var text = raw.replaceFirst("\\s#.*$", "").strip().replace("\\#", "#");
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

    /// What `plugins` names; null where it says nothing, which is what Kong bundles.
    public @Nullable Set<String> plugins() {
        return value("plugins")
                .map(it -> COMMA.splitAsStream(it).map(String::strip).collect(Collectors.toUnmodifiableSet()))
                .orElse(null);
    }

    /// Whether Kong runs Lua that stands in a configuration.
    public boolean runsUntrustedLua() {
        return value("untrusted_lua").filter("off"::equals).isEmpty();
    }

    /// Whether Wasm is certainly off: it is unless somebody switches it on.
    public boolean hasNoWasm() {
        return given && value("wasm").filter("on"::equals).isEmpty();
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
