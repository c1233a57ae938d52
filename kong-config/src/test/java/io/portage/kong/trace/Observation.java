package io.portage.kong.trace;

import io.portage.kong.flow.HeaderVerdict;
import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Verdict;
import io.portage.kong.trace.Exchange.Fact;
import java.util.List;
import java.util.Set;

/// What a real Kong did with one header on the same routes, and what is said of it here.
///
/// @param where case and routes
/// @param facts of all requests
/// @param verdicts of the routes that can have taken them
record Observation(String where, SyncHeader header, Set<Fact> facts, List<HeaderVerdict> verdicts) {
    boolean isHarmed() {
        return facts.contains(Fact.LOST) || facts.contains(Fact.INVENTED);
    }

    boolean isKept() {
        return !isHarmed() && facts.contains(Fact.KEPT);
    }

    boolean isWrong() {
        return verdicts.isEmpty()
                ? isHarmed() || isKept()
                : isHarmed() && verdicts.stream().noneMatch(it -> admits(it.verdict()));
    }

    private boolean admits(Verdict verdict) {
        var isMinted = verdict == Verdict.MINTED && header == SyncHeader.CORRELATION_ID && !facts.contains(Fact.LOST);
        return isMinted || verdict == Verdict.VIOLATED || verdict == Verdict.UNPROVEN;
    }

    boolean isTooStrict() {
        return isKept() && best().compareTo(Verdict.MINTED) > 0;
    }

    private Verdict best() {
        return verdicts.stream()
                .map(HeaderVerdict::verdict)
                .min(Verdict::compareTo)
                .orElse(Verdict.PRESERVED);
    }

    private Verdict worst() {
        return verdicts.stream().map(HeaderVerdict::verdict).reduce(Verdict.PRESERVED, Verdict::worst);
    }

    /// The rate that it counts for.
    String kind() {
        return isHarmed()
                ? "harmed, and called " + worst()
                : isKept()
                        ? "kept, and called " + best()
                        : facts.contains(Fact.ASSUMED) ? "left to an assumption" : "nothing went on";
    }

    @Override
    public String toString() {
        return where + "\t" + header.header() + "\t" + (isHarmed() ? facts + " " + verdicts : best());
    }
}
