package io.portage.kong.flow;

import io.portage.kong.catalogue.effect.Effect;
import io.portage.kong.catalogue.effect.Effect.Anything;
import io.portage.kong.catalogue.effect.Effect.Ends;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What directives that kong.conf puts into nginx do to headers, before all plugins and after them.
public final class Nginx {
    /// Directives of this block count where the request is passed on; of the outer ones only what it inherits.
    private static final String INNERMOST = "location";
    private static final Set<String> BLOCKS = Set.of("http", "proxy", INNERMOST);
    /// What may do anything: files that are not here, and Lua. Kong's own handlers stand in the server block, so that
    /// such Lua further out never runs, and further in runs in their place.
    private static final Pattern FOREIGN = Pattern.compile("(http|proxy|location) (include|server_rewrite_by_lua.*|if"
            + "|location|server|js_.*|perl.*|auth_request.*)|(proxy|location) set_by_lua.*"
            + "|location ((rewrite|access|content)_by_lua.*|grpc_pass)");
    /// The file with the types of media that every nginx has.
    private static final String TYPES = "mime.types";

    private Nginx() {}

    /// Whether it can do anything to a request.
    public static boolean isForeign(Directive directive) {
        return BLOCKS.contains(directive.block())
                && NginxStatement.of(directive).stream().anyMatch(it -> isForeign(directive, it));
    }

    private static boolean isForeign(Directive directive, NginxStatement statement) {
        return FOREIGN.matcher(directive.block() + " " + statement.name()).matches()
                && statement.arguments().stream().noneMatch(it -> it.endsWith(TYPES));
    }

    /// What happens to a request before Kong's plugins see it.
    ///
    /// @param version 3.6 was the first that takes directives for locations
    static List<Effect> before(KongConf conf, KongVersion version) {
        var effects = new ArrayList<Effect>();
        for (var directive : directives(conf, version)) {
            NginxStatement.of(directive).forEach(it -> before(it, directive, effects));
        }
        return effects;
    }

    /// What happens to it afterwards.
    ///
    /// @param grpc whether the service is spoken to in gRPC, for which Kong has a location of its own
    static List<Effect> after(KongConf conf, KongVersion version, boolean grpc) {
        var effects = new ArrayList<Effect>();
        for (var directive : directives(conf, version)) {
            NginxStatement.of(directive).forEach(it -> after(it, directive, grpc, effects));
        }
        return effects;
    }

    private static List<Directive> directives(KongConf conf, KongVersion version) {
        return conf.directives().stream()
                .filter(it -> BLOCKS.contains(it.block()))
                .filter(it -> !it.block().equals(INNERMOST) || version.isAtLeast(KongVersion.V3_6))
                .toList();
    }

    /// What is no plugin, to name it as a cause.
    static Plugin named(String name, Position at) {
        var config = new PluginConfig(new Node.Mapping(at, List.of()), _ -> null);
        return new Plugin(at, name, null, true, Scope.GLOBAL, false, false, config, List.of(), List.of());
    }

    private static void before(NginxStatement statement, Directive directive, List<Effect> effects) {
        switch (statement.name()) {
            case "more_clear_input_headers" ->
                statement
                        .moreHeaders()
                        .flatMap(Nginx::meant)
                        .forEach(it -> effects.add(on(Verb.REMOVES, it, !statement.isConditional(), directive)));
            case "more_set_input_headers" ->
                statement
                        .moreHeaders()
                        .forEach(it -> effects.add(on(
                                verb(statement, it), NginxStatement.name(it), !statement.isConditional(), directive)));
            case "return" -> effects.add(new Ends(null, directive.setting() + " answers", directive.at()));
            default -> {}
        }
    }

    private static Verb verb(NginxStatement statement, String entry) {
        return NginxStatement.value(entry).isEmpty()
                ? Verb.REMOVES
                : statement.arguments().contains("-r") ? Verb.REPLACES : Verb.SETS;
    }

    /// The sync headers that a name, maybe with a star behind it, means.
    private static Stream<String> meant(String entry) {
        var name = NginxStatement.name(entry).toLowerCase(Locale.ROOT);
        return Stream.of(SyncHeader.values())
                .map(SyncHeader::header)
                .filter(it -> name.endsWith("*")
                        ? it.toLowerCase(Locale.ROOT).startsWith(name.substring(0, name.length() - 1))
                        : it.equalsIgnoreCase(name));
    }

    private static void after(NginxStatement statement, Directive directive, boolean grpc, List<Effect> effects) {
        var name = statement.name();
        if (isForeign(directive, statement)) {
            effects.add(new Anything(directive.setting() + " may do anything", directive.at()));
        } else if (name.equals("proxy_pass_request_headers")
                && !grpc
                && statement.arguments().contains("off")) {
            for (var header : SyncHeader.values()) {
                effects.add(on(Verb.REMOVES, header.header(), true, directive));
            }
        } else if (directive.block().equals(INNERMOST)
                && !grpc
                && name.equals("proxy_set_header")
                && statement.arguments().size() > 1) {
            header(statement.arguments().get(0), statement.arguments().get(1), directive, effects);
        }
    }

    private static void header(String header, String value, Directive directive, List<Effect> effects) {
        var variable = "$http_" + header.toLowerCase(Locale.ROOT).replace('-', '_');
        if (!value.equals(variable)) {
            effects.add(on(value.isEmpty() ? Verb.REMOVES : Verb.SETS, header, true, directive));
        }
    }

    private static On on(Verb verb, String header, boolean always, Directive directive) {
        return new On(verb, header, always, directive.setting(), directive.at());
    }
}
