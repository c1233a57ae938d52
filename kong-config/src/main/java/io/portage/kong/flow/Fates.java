package io.portage.kong.flow;

import io.portage.kong.catalogue.effect.Effect.Verb;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What may have become of one header: where the client sent it, and where it did not. An empty set says that no such
/// request goes on.
record Fates(Set<Fate> sent, Set<Fate> unsent) {
    static final Fates UNTOUCHED = new Fates(EnumSet.of(Fate.OWN), EnumSet.of(Fate.NONE));

    /// @param always false where it may as well not happen
    Fates after(Verb verb, boolean always) {
        var after = each(fate -> after(verb, fate));
        return always ? after : or(after);
    }

    private static Fate after(Verb verb, Fate fate) {
        return switch (verb) {
            case REMOVES -> Fate.NONE;
            case SETS -> Fate.FOREIGN;
            case REPLACES -> fate == Fate.NONE || fate == Fate.UNKNOWN ? fate : Fate.FOREIGN;
            case ADDS, MINTS -> fate == Fate.NONE ? Fate.MINTED : fate;
            case APPENDS -> fate == Fate.NONE ? Fate.FOREIGN : fate == Fate.UNKNOWN ? fate : Fate.DOUBLED;
        };
    }

    Fates or(Fates other) {
        return new Fates(union(sent, other.sent), union(unsent, other.unsent));
    }

    Fates orUnknown() {
        return or(new Fates(some(sent), some(unsent)));
    }

    private static Set<Fate> some(Set<Fate> fates) {
        return fates.isEmpty() ? fates : EnumSet.of(Fate.UNKNOWN);
    }

    private static Set<Fate> union(Set<Fate> one, Set<Fate> other) {
        var union = EnumSet.noneOf(Fate.class);
        union.addAll(one);
        union.addAll(other);
        return union;
    }

    /// Only requests without it go on.
    Fates whereAbsent() {
        return new Fates(absent(sent), absent(unsent));
    }

    private static Set<Fate> absent(Set<Fate> fates) {
        var absent = EnumSet.noneOf(Fate.class);
        fates.stream().filter(it -> it == Fate.NONE || it == Fate.UNKNOWN).forEach(absent::add);
        return absent;
    }

    boolean mayBeThere() {
        return !sent.equals(EnumSet.of(Fate.NONE)) || !unsent.equals(EnumSet.of(Fate.NONE));
    }

    boolean mayBeMissing() {
        return sent.contains(Fate.NONE)
                || unsent.contains(Fate.NONE)
                || sent.contains(Fate.UNKNOWN)
                || unsent.contains(Fate.UNKNOWN);
    }

    private Fates each(UnaryOperator<Fate> change) {
        return new Fates(each(sent, change), each(unsent, change));
    }

    private static Set<Fate> each(Set<Fate> fates, UnaryOperator<Fate> change) {
        var changed = EnumSet.noneOf(Fate.class);
        fates.forEach(it -> changed.add(change.apply(it)));
        return changed;
    }

    /// Whether something else may arrive than what was sent.
    boolean harmsSent() {
        return sent.stream().anyMatch(it -> it != Fate.OWN && it != Fate.UNKNOWN);
    }

    /// Whether something may arrive where nothing was sent.
    boolean harmsUnsent(boolean mayBeMinted) {
        return unsent.contains(Fate.FOREIGN)
                || unsent.contains(Fate.DOUBLED)
                || (unsent.contains(Fate.MINTED) && !mayBeMinted);
    }

    Verdict verdict(boolean mayBeMinted) {
        if (harmsSent() || harmsUnsent(mayBeMinted)) {
            return Verdict.VIOLATED;
        }
        if (sent.contains(Fate.UNKNOWN) || unsent.contains(Fate.UNKNOWN)) {
            return Verdict.UNPROVEN;
        }
        if (sent.isEmpty()) {
            return Verdict.TERMINATED;
        }
        return unsent.contains(Fate.MINTED) ? Verdict.MINTED : Verdict.PRESERVED;
    }
}
