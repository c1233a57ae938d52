package io.portage.kong.rule.cors;

import io.portage.kong.model.Plugin;
import io.portage.kong.model.PluginConfig.Text;
import io.portage.kong.rule.Findings;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A list of headers of cors, and what it omits.
final class BrowserHeaders {
    private BrowserHeaders() {}

    /// Those of the wanted headers that are not in a list; none where somebody fills in the list elsewhere.
    ///
    /// @param always what a star does not stand for
    static List<String> missing(Plugin plugin, String field, List<String> wanted, List<String> always) {
        var texts = plugin.config().texts(field).stream().map(Text::value).toList();
        if (texts.stream().anyMatch(Findings::isElsewhere)) {
            return List.of();
        }
        var listed =
                texts.stream().map(it -> it.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        var star = listed.contains("*") && !plugin.config().bool("credentials");
        return (star ? always : wanted)
                .stream()
                        .filter(it -> !listed.contains(it.toLowerCase(Locale.ROOT)))
                        .toList();
    }
}
