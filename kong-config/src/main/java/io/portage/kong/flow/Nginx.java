package io.portage.kong.flow;

import io.portage.kong.catalogue.effect.Effect;
import io.portage.kong.catalogue.effect.Effect.On;
import io.portage.kong.catalogue.effect.Effect.Verb;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongConf.Directive;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.PluginConfig;
import io.portage.kong.model.Scope;
import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What directives that kong.conf puts into nginx do to headers, after all plugins.
final class Nginx {
    /// Directives of this block count where the request is passed on; of the outer ones only what it inherits.
    private static final String INNERMOST = "location";
    private static final Set<String> OUTER = Set.of("http", "proxy");
    private static final Pattern WORD =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'((?:[^'\\\\]|\\\\.)*)'|[^\\s;]+|;");

    private Nginx() {}

    /// The effects that are not there in a Kong that is told nothing.
    ///
    /// @param version 3.6 was the first that takes directives for locations
    /// @param grpc whether the service is spoken to in gRPC, for which nginx has other directives
    static List<Effect> effects(KongConf conf, KongVersion version, boolean grpc) {
        var effects = new ArrayList<Effect>();
        for (var directive : conf.directives()) {
            var innermost = directive.block().equals(INNERMOST);
            if ((innermost && version.isAtLeast(KongVersion.V3_6)) || OUTER.contains(directive.block())) {
                statements(directive).forEach(it -> effect(it, directive, innermost, grpc, effects));
            }
        }
        return effects;
    }

    /// What is no plugin, to name it as a cause.
    static Plugin named(String name, Position at) {
        var config = new PluginConfig(new Node.Mapping(at, List.of()), _ -> null);
        return new Plugin(at, name, null, true, Scope.GLOBAL, false, false, config, List.of(), List.of());
    }

    private static void effect(
            List<String> words, Directive directive, boolean innermost, boolean grpc, List<Effect> effects) {
        var name = words.getFirst();
        if (name.equals("proxy_pass_request_headers") && !grpc && words.contains("off")) {
            for (var header : SyncHeader.values()) {
                effects.add(on(Verb.REMOVES, header.header(), directive));
            }
        } else if (innermost && name.equals(grpc ? "grpc_set_header" : "proxy_set_header") && words.size() > 2) {
            header(words.get(1), words.get(2), directive, effects);
        }
    }

    private static void header(String header, String value, Directive directive, List<Effect> effects) {
        var variable = "$http_" + header.toLowerCase(Locale.ROOT).replace('-', '_');
        if (!value.equals(variable)) {
            effects.add(on(value.isEmpty() ? Verb.REMOVES : Verb.SETS, header, directive));
        }
    }

    private static On on(Verb verb, String header, Directive directive) {
        return new On(verb, header, true, directive.setting(), directive.at());
    }

    /// A value may hold several statements: it is copied as it is.
    private static List<List<String>> statements(Directive directive) {
        var statements = new ArrayList<List<String>>();
        var words = new ArrayList<>(List.of(directive.name()));
        for (var word :
                WORD.matcher(directive.value()).results().map(Nginx::word).toList()) {
            if (word.equals(";")) {
                statements.add(words);
                words = new ArrayList<>();
            } else {
                words.add(word);
            }
        }
        statements.add(words);
        statements.removeIf(List::isEmpty);
        return statements;
    }

    private static String word(MatchResult match) {
        return match.group(1) != null ? match.group(1) : match.group(2) != null ? match.group(2) : match.group();
    }
}
