package io.portage.kong.flow;

import io.portage.kong.effective.Chain;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The worst that any chain of a route does to each header.
final class Verdicts {
    /// What sets a header only where there is none.
    private static final Set<String> MINTING = Set.of("mints", "adds");

    private final Map<SyncHeader, HeaderVerdict> worst = all(HeaderVerdict.PRESERVED);

    static Map<SyncHeader, HeaderVerdict> all(HeaderVerdict verdict) {
        var all = new EnumMap<SyncHeader, HeaderVerdict>(SyncHeader.class);
        for (var header : SyncHeader.values()) {
            all.put(header, verdict);
        }
        return all;
    }

    Map<SyncHeader, HeaderVerdict> worst() {
        return worst;
    }

    void add(Chain chain, Journey journey) {
        for (var header : SyncHeader.values()) {
            var verdict = verdict(chain, journey, header);
            worst.merge(header, verdict, Verdicts::worse);
        }
    }

    private static HeaderVerdict verdict(Chain chain, Journey journey, SyncHeader header) {
        var fates = journey.of(header);
        var mayBeMinted = header == SyncHeader.CORRELATION_ID;
        if (journey.hasEnded()) {
            var end = journey.steps().getLast();
            var causes = end.causes().getOrDefault(header, List.of());
            return new HeaderVerdict(Verdict.TERMINATED, causes.isEmpty() ? causes : List.of(causes.getLast()));
        }
        var verdict = fates.verdict(mayBeMinted);
        if (chain.doubtful() && verdict == Verdict.VIOLATED) {
            return new HeaderVerdict(Verdict.UNPROVEN, harm(journey, header, fates));
        }
        if (verdict == Verdict.VIOLATED) {
            return new HeaderVerdict(
                    verdict, harm(journey, header, fates), fates.harmsSent(), fates.harmsUnsent(mayBeMinted));
        }
        var conditions = conditions(chain, journey, header);
        if (!conditions.isEmpty()) {
            return new HeaderVerdict(Verdict.UNPROVEN, conditions);
        }
        return verdict == Verdict.PRESERVED
                ? HeaderVerdict.PRESERVED
                : new HeaderVerdict(verdict, causes(journey, header).toList());
    }

    /// An id that is made where there was none is no harm, unless it takes the place of the client's.
    private static List<Cause> harm(Journey journey, SyncHeader header, Fates fates) {
        var mintsInstead = header != SyncHeader.CORRELATION_ID || fates.sent().contains(Fate.MINTED);
        return causes(journey, header)
                .filter(it -> mintsInstead || !MINTING.contains(it.effect()))
                .toList();
    }

    private static Stream<Cause> causes(Journey journey, SyncHeader header) {
        return journey.steps().stream().flatMap(step -> step.causes().getOrDefault(header, List.of()).stream());
    }

    /// Where an instance says when or in which order it runs, nothing is sure of a header that any instance touches.
    private static List<Cause> conditions(Chain chain, Journey journey, SyncHeader header) {
        var touched = journey.steps().stream()
                .anyMatch(
                        step -> step.causes().containsKey(header) || step.idle().containsKey(header));
        var caller = chain.caller() == null ? null : chain.caller().label();
        return chain.access().stream()
                .map(link -> link.plugin())
                .filter(plugin -> plugin.hasCondition() && touched)
                .map(plugin ->
                        new Cause(plugin, caller, "may change", "depends on what is not in the file", plugin.at()))
                .toList();
    }

    /// Where an alias repeats an instance, only the scope tells one from the other.
    private static List<Object> key(Cause cause) {
        var plugin = cause.plugin();
        return List.of(plugin.name(), plugin.scope().toString(), cause.effect(), cause.detail(), cause.at());
    }

    private static HeaderVerdict worse(HeaderVerdict one, HeaderVerdict other) {
        if (one.verdict() != other.verdict()) {
            return one.verdict().compareTo(other.verdict()) > 0 ? one : other;
        }
        var causes = new LinkedHashMap<List<Object>, Cause>();
        Stream.concat(one.because().stream(), other.because().stream()).forEach(it -> causes.putIfAbsent(key(it), it));
        return new HeaderVerdict(
                one.verdict(),
                new ArrayList<>(causes.values()),
                one.whereSent() || other.whereSent(),
                one.whereNotSent() || other.whereNotSent());
    }
}
