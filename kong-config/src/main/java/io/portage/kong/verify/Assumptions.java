package io.portage.kong.verify;

import io.portage.kong.catalogue.Declarations;
import io.portage.kong.catalogue.effect.Effect;
import io.portage.kong.catalogue.effect.EffectTable;
import io.portage.kong.catalogue.effect.Effects;
import io.portage.kong.effective.Chain;
import io.portage.kong.effective.Chains;
import io.portage.kong.effective.Link;
import io.portage.kong.flow.Nginx;
import io.portage.kong.model.Dialect;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Plugin;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What lies outside a configuration and its proof rests on, and whether something makes it true.
public final class Assumptions {
    private static final String GUARD = "header-guard";
    private static final String EXIT = "header-guard-exit";
    private static final int MOST_HEADERS = 1000;

    private final KongConfig config;
    private final Declarations declarations;
    private final KongConf conf;
    private final Map<Plugin, Effects> effects = new IdentityHashMap<>();
    /// Of every route that can pass an HTTP request on; those of callers do not differ in the guard.
    private final List<Chain> chains;

    private Assumptions(KongConfig config, KongVersion version, Declarations declarations, KongConf conf) {
        this.config = config;
        this.declarations = declarations;
        this.conf = conf;
        var all = new Chains(config, version, declarations, this::effects);
        this.chains = config.routes().stream()
                .filter(route -> route.isHttp() && route.service() != null)
                .map(route -> all.of(route).getFirst())
                .distinct()
                .toList();
    }

    public static List<Assumption> of(
            KongConfig config, KongVersion version, Declarations declarations, KongConf conf) {
        var assumptions = new Assumptions(config, version, declarations, conf);
        return Stream.concat(
                        Stream.of(
                                assumptions.connection(),
                                assumptions.twins(),
                                assumptions.wellFormed(),
                                assumptions.headerCount(),
                                assumptions.directives()),
                        Stream.concat(assumptions.whole(), assumptions.declared()))
                .toList();
    }

    private Effects effects(Plugin plugin) {
        return effects.computeIfAbsent(plugin, it -> EffectTable.of(it, declarations, conf));
    }

    private Assumption connection() {
        return new Assumption(
                "connection-nominates",
                isGuarded(),
                "no request names a sync header in Connection, where Kong drops what is named there after all plugins");
    }

    private Assumption twins() {
        var off = conf.value("nginx_proxy_underscores_in_headers")
                .filter("off"::equals)
                .isPresent();
        return new Assumption(
                "underscore-twins",
                off || isGuarded(),
                "no request spells a sync header with underscores, which plugins take for it and services do not");
    }

    private Assumption wellFormed() {
        return new Assumption(
                "well-formed",
                isGuarded(),
                "each sync header comes in one line, without a bare line feed and not over 8 KB; "
                        + "blanks around its value are no part of it");
    }

    private Assumption headerCount() {
        var limit = conf.value("lua_max_req_headers").map(Assumptions::number).orElse(100);
        var sees = chains.stream()
                .noneMatch(it -> it.link("request-transformer").isPresent()
                        || it.link("request-transformer-advanced").isPresent());
        return new Assumption(
                "header-count",
                sees || limit >= MOST_HEADERS,
                "no request has more than " + limit + " headers, beyond which request-transformer sees none"
                        + " (lua_max_req_headers)");
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 100;
    }

    private Assumption directives() {
        var includes = conf.directives().stream().anyMatch(Nginx::isForeign);
        return new Assumption(
                "nginx-directives",
                conf.given() && !includes,
                conf.given()
                        ? "nginx runs from Kong's own template, and what it includes touches no sync header"
                        : "no kong.conf or variable KONG_… gives nginx directives of its own (see --kong-conf)");
    }

    private Stream<Assumption> whole() {
        return config.dialect() == Dialect.DBLESS
                ? Stream.empty()
                : Stream.of(new Assumption(
                        "whole-state",
                        false,
                        "no plugin is set in the control plane that is not in these files (other select_tags)"));
    }

    private Stream<Assumption> declared() {
        var used = config.plugins().stream().map(Plugin::name).distinct().sorted();
        return used.flatMap(it -> declarations.of(it).stream())
                .map(file -> new Assumption(
                        "declared-effects",
                        false,
                        file.plugin() + " " + file.version() + " does what its effects file says, and no more"));
    }

    /// Whether header-guard refuses such requests on every route, and nothing hides them from it.
    private boolean isGuarded() {
        return !chains.isEmpty() && chains.stream().allMatch(this::isGuarded);
    }

    private boolean isGuarded(Chain chain) {
        return enforces(chain, GUARD)
                && (enforces(chain, EXIT) || before(chain).stream().noneMatch(Assumptions::hides));
    }

    private static boolean enforces(Chain chain, String guard) {
        return chain.link(guard)
                .map(Link::plugin)
                .filter(it -> !it.hasCondition())
                .flatMap(it -> it.config()
                        .text("mode")
                        .map(mode -> mode.value().equals("enforce"))
                        .or(() -> Optional.of(true)))
                .orElse(false);
    }

    private List<Effect> before(Chain chain) {
        var before = new ArrayList<Effect>();
        chain.rewrite().forEach(it -> before.addAll(effects(it.plugin()).rewrite()));
        for (var link : chain.access()) {
            if (link.plugin().name().equals(GUARD)) {
                break;
            }
            before.addAll(effects(link.plugin()).access());
        }
        return before;
    }

    private static boolean hides(Effect effect) {
        return switch (effect) {
            case Effect.Anything _ -> true;
            case Effect.On on -> on.header().equals("connection");
            case Effect.Renames renames -> renames.from().equals("connection");
            case Effect.Ends _ -> false;
        };
    }
}
