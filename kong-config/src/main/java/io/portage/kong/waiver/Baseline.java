package io.portage.kong.waiver;

import io.portage.kong.model.Finding;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/// The findings that were there when somebody began to verify: an earlier `--format json`. Lines may have moved since.
public final class Baseline {
    private final Map<List<Object>, Integer> known;

    private Baseline(Map<List<Object>, Integer> known) {
        this.known = known;
    }

    /// One that knows nothing.
    public static Baseline none() {
        return new Baseline(Map.of());
    }

    /// Reads one.
    ///
    /// @throws IllegalArgumentException where it is none
    public static Baseline parse(String file, String json) {
        if (json.isBlank()) {
            throw new IllegalArgumentException(file + ": empty (expected: what verify --format json printed; a shell"
                    + " empties what it prints into before anything runs)");
        }
        var known = new HashMap<List<Object>, Integer>();
        var root = load(file, json);
        for (var verification : root instanceof List<?> several ? several : Arrays.asList(root)) {
            if (!(verification instanceof Map<?, ?> one) || !(one.get("findings") instanceof List<?> findings)) {
                throw none(file);
            }
            findings.forEach(it -> known.merge(key(file, text(one.get("file")), it), 1, Integer::sum));
        }
        return new Baseline(known);
    }

    private static Object load(String file, String json) {
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new JsonSchema())
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            return new Load(settings).loadFromString(json);
        } catch (YamlEngineException _) {
            throw none(file);
        }
    }

    private static List<Object> key(String file, String configuration, Object finding) {
        if (!(finding instanceof Map<?, ?> it)) {
            throw none(file);
        }
        return key(
                configuration,
                text(it.get("rule")),
                text(it.get("header")),
                text(it.get("route")),
                text(it.get("message")));
    }

    private static IllegalArgumentException none(String file) {
        return new IllegalArgumentException(file + ": no baseline (expected: what verify --format json printed)");
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static List<Object> key(String file, String rule, String header, String route, String message) {
        return List.of(Path.of(file).normalize(), rule, header, route, message);
    }

    /// The part of it that is left to be found once more: a finding that was there once is known once.
    public Rest rest() {
        return new Rest(new HashMap<>(known));
    }

    /// What of a baseline was not met yet.
    ///
    /// @param left how often each may still come
    public record Rest(Map<List<Object>, Integer> left) {
        /// Whether the finding was there before.
        public boolean take(String file, Finding finding) {
            var key = key(file, finding.rule(), text(finding.header()), text(finding.route()), finding.message());
            return left.computeIfPresent(key, (_, times) -> times == 0 ? null : times - 1) != null;
        }
    }
}
