package io.portage.kong.catalogue.effect;

import io.portage.kong.catalogue.effect.Effect.Anything;
import io.portage.kong.catalogue.effect.Effect.Ends;
import io.portage.kong.catalogue.effect.Effect.On;
import io.portage.kong.catalogue.effect.Effect.Renames;
import io.portage.kong.catalogue.effect.Effect.Verb;
import io.portage.kong.model.PluginConfig.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// request-transformer works on one table of headers in the order remove, rename, replace, add, append.
final class RequestTransformer {
    private static final List<String> LISTS = List.of("remove", "rename", "replace", "add", "append");

    private static final Pattern OWN = Pattern.compile("\\$\\(headers(?:\\[[\"']([^\"']+)[\"']]|\\.(\\w+))\\)");

    private final Settings settings;
    private final List<Effect> effects = new ArrayList<>();
    /// Headers that `replace` without a value takes out of the table, though not out of the request.
    private final Set<String> overlooked = new HashSet<>();

    private RequestTransformer(Settings settings) {
        this.settings = settings;
    }

    static Effects effects(Settings settings) {
        var transformer = new RequestTransformer(settings);
        LISTS.forEach(transformer::list);
        return Effects.of(transformer.effects);
    }

    private void list(String list) {
        for (var entry : settings.config().texts(list + ".headers")) {
            entry(list, entry);
        }
        if (!settings.conf().runsUntrustedLua()) {
            templates(list);
        }
    }

    private void entry(String list, Text entry) {
        var field = list + ".headers";
        var name = name(entry.value());
        if (name.isEmpty()) {
            return;
        }
        if (Settings.isComputed(entry.value())) {
            effects.add(new Anything(field + " is filled in from outside the file", entry.at()));
            return;
        }
        var value = value(entry.value());
        switch (list) {
            case "remove" -> effects.add(new On(Verb.REMOVES, name, true, field, entry.at()));
            case "rename" -> rename(name, value, entry, field);
            case "replace" -> replace(name, value, entry, field);
            case "add" -> add(Verb.ADDS, name, value, entry, field);
            default -> add(Verb.APPENDS, name, value, entry, field);
        }
    }

    /// A change of letter case alone changes nothing.
    private void rename(String name, String value, Text entry, String field) {
        if (!value.isEmpty() && !name.equalsIgnoreCase(value)) {
            effects.add(
                    value.contains("$(")
                            ? new Anything(field + " names a header by a template", entry.at())
                            : new Renames(name, value, field, entry.at()));
        }
    }

    private void replace(String name, String value, Text entry, String field) {
        if (value.isEmpty()) {
            overlooked.add(name);
        } else if (!name.equals("host") && !isItself(name, value)) {
            effects.add(new On(Verb.REPLACES, name, true, field, entry.at()));
        }
    }

    /// Whether the value is a template that says what the client sent.
    private static boolean isItself(String name, String value) {
        var said = OWN.matcher(value);
        return said.matches()
                && (said.group(1) == null ? said.group(2).replace('_', '-') : said.group(1)).equalsIgnoreCase(name);
    }

    private void add(Verb verb, String name, String value, Text entry, String field) {
        if (!value.isEmpty() && !name.equals("host")) {
            effects.add(new On(overlooked.contains(name) ? Verb.SETS : verb, name, true, field, entry.at()));
        }
    }

    /// Where Kong runs no Lua, a template answers 500.
    private void templates(String list) {
        Stream.of(".headers", ".querystring", ".body", ".uri")
                .flatMap(part -> settings.config().texts(list + part).stream())
                .filter(text -> text.value().contains("$("))
                .findFirst()
                .ifPresent(text -> effects.add(new Ends(null, "untrusted_lua=off refuses templates", text.at())));
    }

    /// What stands before the first colon, as Kong cuts it.
    private static String name(String entry) {
        var colon = entry.indexOf(':');
        return (colon < 0 ? entry : entry.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    private static String value(String entry) {
        var start = entry.indexOf(':');
        if (start < 0) {
            return "";
        }
        while (start < entry.length() && entry.charAt(start) == ':') {
            start++;
        }
        return entry.substring(start);
    }
}
