package io.portage.kong.effective;

import io.portage.kong.catalogue.Catalogue;
import io.portage.kong.catalogue.Declarations;
import io.portage.kong.catalogue.effect.Effects;
import io.portage.kong.effective.Authenticators.Finds;
import io.portage.kong.model.Consumer;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.Route;
import io.portage.kong.plugin.EffectsFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds, for each route and each caller that instances are for, which instance of each plugin runs.
public final class Chains {
    private final KongVersion version;
    private final Declarations declarations;
    private final Function<Plugin, Effects> effects;
    private final Instances instances;
    private final Authenticators authenticators;
    private final List<Link> rewrite;
    /// Personal instances on any route that do something to headers.
    private final List<Plugin> telling = new ArrayList<>();
    /// Those that do nothing, by plugin: they matter where they keep another from doing something.
    private final Map<String, List<Plugin>> quiet = new HashMap<>();
    private final Map<List<Integer>, List<Chain>> known = new HashMap<>();
    private final Map<Plugin, Integer> numbers = new IdentityHashMap<>();

    public Chains(
            KongConfig config, KongVersion version, Declarations declarations, Function<Plugin, Effects> effects) {
        this.version = version;
        this.declarations = declarations;
        this.effects = effects;
        this.instances = new Instances(config);
        this.authenticators = new Authenticators(config.dialect(), effects);
        this.rewrite = sorted(instances.global().stream().map(it -> link(it, List.of())));
        for (var plugin : instances.personal()) {
            (tells(plugin) ? telling : quiet.computeIfAbsent(plugin.name(), _ -> new ArrayList<>())).add(plugin);
        }
        config.plugins().forEach(it -> numbers.put(it, numbers.size()));
    }

    /// The chain of anybody, and those of callers for whom something else happens to headers. Routes on which the same
    /// instances run get the same list.
    public List<Chain> of(Route route) {
        var owned = instances.owned(route);
        return known.computeIfAbsent(owned.stream().map(numbers::get).toList(), _ -> chains(owned));
    }

    /// The chain of one consumer; the one of anybody where nobody can find that it is them.
    public Chain of(Route route, @Nullable Consumer consumer) {
        var owned = instances.owned(route);
        var base = base(owned);
        if (consumer == null) {
            return base;
        }
        var caller = new Caller(
                consumer, consumer.groups().stream().sorted().findFirst().orElse(null));
        var chains = personal(base, candidates(owned, true), caller);
        return chains.isEmpty() ? base : chains.getLast();
    }

    private List<Chain> chains(List<Plugin> owned) {
        var base = base(owned);
        var chains = new ArrayList<>(List.of(base));
        var mine = new Mine();
        telling.forEach(mine::add);
        base.access().stream()
                .filter(it -> tells(it.plugin()))
                .flatMap(it -> quiet.getOrDefault(it.plugin().name(), List.of()).stream())
                .forEach(mine::add);
        owned.stream().filter(it -> Instances.isPersonal(it.scope())).forEach(mine::add);
        mine.callers().forEach(caller -> chains.addAll(personal(base, mine.of(caller), caller)));
        return List.copyOf(chains);
    }

    private boolean tells(Plugin plugin) {
        return !effects.apply(plugin).access().isEmpty();
    }

    private Chain base(List<Plugin> owned) {
        return new Chain(null, rewrite, winners(candidates(owned, false)), false);
    }

    private List<Plugin> candidates(List<Plugin> owned, boolean personal) {
        var candidates = new ArrayList<Plugin>(personal ? instances.personal() : instances.global());
        owned.stream()
                .filter(it -> Instances.isPersonal(it.scope()) == personal)
                .forEach(candidates::add);
        return candidates;
    }

    /// The chain where the caller is known for sure, then the one where code that cannot be followed finds them too.
    private List<Chain> personal(Chain base, List<Plugin> candidates, Caller caller) {
        var sure = new ArrayList<Plugin>();
        var all = new ArrayList<Plugin>();
        for (var plugin : candidates) {
            var finds = caller.isIn(plugin.scope())
                    ? authenticators.know(caller, base.access(), link(plugin, List.of()))
                    : Finds.NEVER;
            if (finds != Finds.NEVER) {
                all.add(plugin);
            }
            if (finds == Finds.SURELY) {
                sure.add(plugin);
            }
        }
        var chains = new ArrayList<Chain>();
        if (!sure.isEmpty()) {
            chains.add(personal(base, winners(sure), caller, false));
        }
        if (sure.size() < all.size()) {
            chains.add(personal(base, winners(all), caller, true));
        }
        return chains;
    }

    private Chain personal(Chain base, List<Link> mine, Caller caller, boolean doubtful) {
        var links = new TreeMap<String, Link>();
        base.access().forEach(it -> links.put(it.plugin().name(), it));
        mine.forEach(it -> links.merge(it.plugin().name(), it, this::nearer));
        return new Chain(caller, base.rewrite(), sorted(links.values().stream()), doubtful);
    }

    /// The nearest instance of each plugin, in the order of running.
    private List<Link> winners(List<Plugin> candidates) {
        var links = new HashMap<String, Link>();
        candidates.forEach(it -> links.merge(it.name(), link(it, List.of()), this::nearer));
        return sorted(links.values().stream());
    }

    private Link nearer(Link one, Link other) {
        var isOther = Rank.of(other.plugin().scope()) < Rank.of(one.plugin().scope());
        var winner = isOther ? other : one;
        var loser = isOther ? one : other;
        var beaten = new ArrayList<>(winner.beaten());
        beaten.add(loser.plugin());
        beaten.addAll(loser.beaten());
        beaten.sort(Comparator.comparingInt(it -> Rank.of(it.scope())));
        return link(winner.plugin(), beaten);
    }

    private Link link(Plugin plugin, List<Plugin> beaten) {
        return new Link(plugin, priority(plugin.name()), beaten);
    }

    /// As declared, where its code is not known; as in the newest release, where that one has no such plugin.
    private OptionalInt priority(String plugin) {
        var declared = declarations.of(plugin).map(EffectsFile::priority).orElse(OptionalInt.empty());
        if (declared.isPresent() && !Catalogue.isOpen(plugin)) {
            return declared;
        }
        var known = Catalogue.plugin(plugin);
        var priority = known.map(it -> it.priority(version)).orElse(OptionalInt.empty());
        return priority.isPresent()
                ? priority
                : known.map(it -> it.priority(KongVersion.NEWEST)).orElse(OptionalInt.empty());
    }

    private static List<Link> sorted(Stream<Link> links) {
        return links.sorted(Link.ORDER).toList();
    }
}
