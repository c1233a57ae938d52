package io.portage.kong.flow;

import io.portage.kong.catalogue.Declarations;
import io.portage.kong.catalogue.effect.Effect;
import io.portage.kong.catalogue.effect.Effects;
import io.portage.kong.effective.Chain;
import io.portage.kong.effective.Chains;
import io.portage.kong.effective.Link;
import io.portage.kong.model.Consumer;
import io.portage.kong.model.FilterChain;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Route;
import io.portage.kong.read.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Proves of each route that the sync headers reach its service as they were sent, or shows where they do not.
public final class Proof {
    private final KongConfig config;
    private final KongConf conf;
    private final Telling effects;
    private final Map<Shared, Map<SyncHeader, HeaderVerdict>> known = new HashMap<>();
    private final Chains chains;
    /// What nginx does before the plugins, and after them.
    private final List<Effect> before;

    private final List<Effect> after;
    private final List<Effect> afterGrpc;

    /// Routes with the same chains, on the same ground, share what is known of them.
    private record Shared(Identity chains, Ground ground) {}

    /// What besides plugins a request of a route goes through.
    ///
    /// @param grpc whether the service is spoken to in gRPC
    /// @param filters where filter chains are declared that run there; null where none do
    private record Ground(boolean grpc, @Nullable Position filters) {}

    private record Identity(Object of) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Identity(var object) && object == of;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(of);
        }
    }

    private Proof(KongConfig config, KongVersion version, Declarations declarations, KongConf conf) {
        this.config = config;
        this.conf = conf;
        this.effects = new Telling(config, declarations, conf);
        this.chains = new Chains(config, version, declarations, effects::of);
        this.before = Nginx.before(conf, version);
        this.after = Nginx.after(conf, version, false);
        this.afterGrpc = Nginx.after(conf, version, true);
    }

    /// A verdict for each route and sync header.
    public static List<RouteVerdict> of(
            KongConfig config, KongVersion version, Declarations declarations, KongConf conf) {
        var proof = new Proof(config, version, declarations, conf);
        return config.routes().stream().map(proof::verdict).toList();
    }

    /// For any route, each chain that can run there. Routes with the same chains get the same list.
    public static Function<Route, List<Walk>> walks(
            KongConfig config, KongVersion version, Declarations declarations, KongConf conf) {
        var proof = new Proof(config, version, declarations, conf);
        var known = new HashMap<Shared, List<Walk>>();
        return route -> passesNothingOn(route)
                ? List.of(new Walk(null, List.of(), proof.verdict(route).headers()))
                : known.computeIfAbsent(
                        new Shared(new Identity(proof.chains.of(route)), proof.ground(route)),
                        it -> proof.chains.of(route).stream()
                                .map(chain -> proof.walk(chain, it.ground()))
                                .toList());
    }

    /// The chain that runs for one consumer.
    public static Walk walk(
            KongConfig config,
            KongVersion version,
            Declarations declarations,
            KongConf conf,
            Route route,
            Consumer consumer) {
        var proof = new Proof(config, version, declarations, conf);
        var walk = proof.walk(proof.chains.of(route, consumer), proof.ground(route));
        return new Walk(consumer.label(), walk.steps(), walk.headers());
    }

    private static boolean passesNothingOn(Route route) {
        var service = route.service();
        return !route.isHttp() || service == null || !service.enabled();
    }

    private Walk walk(Chain chain, Ground ground) {
        var caller = chain.caller();
        var journey = journey(chain, ground);
        var verdicts = new Verdicts();
        verdicts.add(chain, journey);
        return new Walk(caller == null ? null : caller.label(), journey.steps(), verdicts.worst());
    }

    /// What happens on the way of a request, step by step in the order of running.
    ///
    /// @param consumer null for anybody that no instance is for
    public static List<Step> steps(
            KongConfig config,
            KongVersion version,
            Declarations declarations,
            KongConf conf,
            Route route,
            @Nullable Consumer consumer) {
        var proof = new Proof(config, version, declarations, conf);
        return proof.journey(proof.chains.of(route, consumer), proof.ground(route))
                .steps();
    }

    private RouteVerdict verdict(Route route) {
        var service = route.service();
        if (!route.isHttp() || (service != null && !service.enabled())) {
            // bytes that Kong does not look into, and a route that is never found: nothing can be lost
            return new RouteVerdict(route, Verdicts.all(HeaderVerdict.PRESERVED));
        }
        if (service == null) {
            return new RouteVerdict(route, Verdicts.all(new HeaderVerdict(Verdict.TERMINATED, List.of())));
        }
        var key = new Shared(new Identity(chains.of(route)), ground(route));
        return new RouteVerdict(route, known.computeIfAbsent(key, it -> verdicts(chains.of(route), it.ground())));
    }

    /// Filter chains run Wasm, after the plugins, where Wasm is on; a Kong that takes the file without being told has
    /// it on.
    private Ground ground(Route route) {
        var service = route.service();
        var runs = conf.runsWasm() || !conf.given();
        return new Ground(
                service != null && service.protocol().startsWith("grpc"),
                config.filterChains().stream()
                        .filter(it -> runs && it.isFor(route))
                        .map(FilterChain::at)
                        .findFirst()
                        .orElse(null));
    }

    private Map<SyncHeader, HeaderVerdict> verdicts(List<Chain> all, Ground ground) {
        var verdicts = new Verdicts();
        all.forEach(chain -> verdicts.add(chain, journey(chain, ground)));
        return verdicts.worst();
    }

    private Journey journey(Chain chain, Ground ground) {
        var caller = chain.caller();
        var journey = new Journey(caller == null ? null : caller.label());
        before.forEach(it -> through(named("kong.conf", it), it, "nginx", journey));
        chain.rewrite().forEach(it -> through(it, "rewrite", Effects::rewrite, journey));
        chain.access().forEach(it -> through(it, "access", Effects::access, journey));
        if (ground.filters() != null) {
            var filters = new Effect.Anything("filter chains run Wasm", ground.filters());
            through(named("filter_chains", filters), filters, "access", journey);
        }
        (ground.grpc() ? afterGrpc : after).forEach(it -> through(named("kong.conf", it), it, "nginx", journey));
        return journey;
    }

    private static void through(Link link, Effect effect, String phase, Journey journey) {
        journey.through(link, phase, List.of(effect), false);
    }

    /// The instance, and those that may run in its place.
    private void through(Link link, String phase, Function<Effects, List<Effect>> part, Journey journey) {
        var of = part.apply(effects.of(link.plugin()));
        if (phase.equals("access") || !of.isEmpty()) {
            journey.through(link, phase, of, link.isUncertain());
        }
        link.alternatives().forEach(it -> journey.through(link.instead(it), phase, part.apply(effects.of(it)), true));
    }

    private static Link named(String name, Effect effect) {
        return new Link(Nginx.named(name, effect.at()), OptionalInt.empty(), List.of());
    }
}
