package io.portage.kong.flow;

import io.portage.kong.catalogue.effect.Effect;
import io.portage.kong.catalogue.effect.Effect.Verb;
import io.portage.kong.effective.Link;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request on its way through the plugins of a chain: what may have become of each header so far.
final class Journey {
    private final Map<String, Fates> headers = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final @Nullable String consumer;
    private boolean ended;

    /// @param consumer for whom the chain is; null for anybody
    Journey(@Nullable String consumer) {
        this.consumer = consumer;
        for (var header : SyncHeader.values()) {
            headers.put(name(header), Fates.UNTOUCHED);
        }
    }

    private static String name(SyncHeader header) {
        return header.header().toLowerCase(Locale.ROOT);
    }

    List<Step> steps() {
        return steps;
    }

    boolean hasEnded() {
        return ended;
    }

    Fates of(SyncHeader header) {
        return of(name(header));
    }

    private Fates of(String header) {
        return headers.getOrDefault(header, Fates.UNTOUCHED);
    }

    /// Goes through one instance, unless the request ended before.
    ///
    /// @param uncertain whether it may as well not run
    void through(Link link, String phase, List<Effect> effects, boolean uncertain) {
        if (ended) {
            return;
        }
        var step = new Step(link, phase, new EnumMap<>(SyncHeader.class), new EnumMap<>(SyncHeader.class), false);
        for (var effect : effects) {
            if (!ended) {
                apply(effect, step, uncertain);
            }
        }
        steps.add(ended ? new Step(link, phase, step.causes(), step.idle(), true) : step);
    }

    private void apply(Effect effect, Step step, boolean uncertain) {
        var before = Map.copyOf(headers);
        change(effect, uncertain);
        if (uncertain) {
            headers.replaceAll((name, fates) -> fates.or(before.getOrDefault(name, Fates.UNTOUCHED)));
        }
        for (var header : SyncHeader.values()) {
            var name = name(header);
            var changed = ended || !of(name).equals(before.get(name));
            if (changed || names(effect, name)) {
                (changed ? step.causes() : step.idle())
                        .computeIfAbsent(header, _ -> new ArrayList<>())
                        .add(cause(effect, step));
            }
        }
    }

    private void change(Effect effect, boolean uncertain) {
        switch (effect) {
            case Effect.On on -> headers.put(on.header(), of(on.header()).after(on.verb(), on.always()));
            case Effect.Renames renames -> rename(renames);
            case Effect.Anything anything ->
                headers.replaceAll((name, fates) -> anything.mayBeOn(name) ? fates.orUnknown() : fates);
            case Effect.Ends ends -> {
                if (!uncertain) {
                    end(ends);
                }
            }
        }
    }

    private void rename(Effect.Renames renames) {
        var from = of(renames.from());
        // an underscore finds the hyphen too, whether its own spelling is there or not
        var twin = of(renames.from().replace('_', '-'));
        if (!from.mayBeThere() && !twin.mayBeThere()) {
            return;
        }
        headers.put(renames.to(), of(renames.to()).after(Verb.SETS, !from.mayBeMissing()));
        headers.put(renames.from(), from.after(Verb.REMOVES, true));
    }

    /// A trigger is found under both spellings.
    private void end(Effect.Ends ends) {
        if (ends.trigger() == null) {
            ended = true;
            return;
        }
        var trigger = plain(ends.trigger());
        var left = of(trigger).whereAbsent();
        headers.put(trigger, left);
        ended = left.sent().isEmpty() && left.unsent().isEmpty();
    }

    private static boolean names(Effect effect, String header) {
        return switch (effect) {
            case Effect.On on -> on.header().equals(header);
            case Effect.Renames renames ->
                renames.from().equals(header) || renames.to().equals(header);
            case Effect.Ends ends ->
                ends.trigger() == null || plain(ends.trigger()).equals(header);
            case Effect.Anything anything -> anything.mayBeOn(header);
        };
    }

    private static String plain(String trigger) {
        return trigger.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Cause cause(Effect effect, Step step) {
        return new Cause(step.link().plugin(), consumer, word(effect), effect.detail(), effect.at());
    }

    private static String word(Effect effect) {
        return switch (effect) {
            case Effect.On on ->
                switch (on.verb()) {
                    case REMOVES -> "removes";
                    case SETS, REPLACES -> "replaces";
                    case ADDS -> "adds";
                    case APPENDS -> "appends";
                    case MINTS -> "mints";
                };
            case Effect.Renames _ -> "renames";
            case Effect.Ends _ -> "terminates";
            case Effect.Anything _ -> "may change";
        };
    }
}
