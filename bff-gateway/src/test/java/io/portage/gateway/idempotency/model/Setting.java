package io.portage.gateway.idempotency.model;

import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.idempotency.model.Call.Verdict;
import java.util.List;
import java.util.stream.Stream;

/// One world to explore.
///
/// @param redrive what the service recognises, and so what gateways send again
/// @param newAfterRetention whether an online request may use the key anew once its answer is no longer kept
/// @param attempts how many requests clients send at most
/// @param strays how many calls of the store are sent twice or held up
/// @param beats how many heartbeats there are
/// @param large whether answers may be too large to keep
/// @param late whether a gateway sends a request though its own lease has ended meanwhile
/// @param exact whether seconds count against hours
/// @param onlyHarm whether forwards, effects and told answers alone are judged
/// @param asks what clients send
public record Setting(
        Redrive redrive,
        boolean newAfterRetention,
        int attempts,
        int strays,
        int beats,
        boolean large,
        boolean late,
        boolean exact,
        boolean onlyHarm,
        List<Ask> asks) {
    /// What a client sends.
    record Ask(Request request, Verdict verdict) {}

    private static final List<Ask> FEW = List.of(
            new Ask(Request.X, Verdict.ONLINE),
            new Ask(Request.X, Verdict.REFUSED),
            new Ask(Request.Y, Verdict.ONLINE));
    private static final List<Ask> ALL = List.of(
            new Ask(Request.X, Verdict.ONLINE),
            new Ask(Request.X, Verdict.QUEUED),
            new Ask(Request.X, Verdict.REFUSED),
            new Ask(Request.Y, Verdict.ONLINE),
            new Ask(Request.Y, Verdict.REFUSED));

    /// Worlds that are explored within seconds.
    public static List<Setting> quick() {
        return List.of(
                of(new Redrive.Never(), 2).with(2, 1),
                of(new Redrive.Never(), 3).with(0, 0),
                of(new Redrive.Never(), 2).with(1, 0).beginningAnew().withAllThatClientsSend(),
                of(Times.WITHIN, 2).with(1, 0).beginningAnew(),
                of(new Redrive.Always(), 2).with(1, 0).withLargeAnswers());
    }

    /// Worlds that take minutes.
    static List<Setting> thorough() {
        return Stream.of(new Redrive.Never(), Times.WITHIN, new Redrive.Always())
                .flatMap(redrive -> Stream.of(
                        of(redrive, 2)
                                .with(2, 1)
                                .beginningAnew()
                                .withAllThatClientsSend()
                                .withLargeAnswers(),
                        of(redrive, 2).with(1, 1).exactly(),
                        of(redrive, 3).with(0, 0).beginningAnew()))
                .toList();
    }

    static Setting of(Redrive redrive, int attempts) {
        return new Setting(redrive, false, attempts, 2, 1, false, false, false, false, FEW);
    }

    Setting beginningAnew() {
        return new Setting(redrive, true, attempts, strays, beats, large, late, exact, onlyHarm, asks);
    }

    Setting withLargeAnswers() {
        return new Setting(redrive, newAfterRetention, attempts, strays, beats, true, late, exact, onlyHarm, asks);
    }

    Setting with(int moreStrays, int moreBeats) {
        return new Setting(
                redrive, newAfterRetention, attempts, moreStrays, moreBeats, large, late, exact, onlyHarm, asks);
    }

    Setting asking(List<Ask> others) {
        return new Setting(redrive, newAfterRetention, attempts, strays, beats, large, late, exact, onlyHarm, others);
    }

    Setting withAllThatClientsSend() {
        return asking(ALL);
    }

    Setting exactly() {
        return new Setting(redrive, newAfterRetention, attempts, strays, beats, large, late, true, onlyHarm, asks);
    }

    Setting judgingOnlyHarm() {
        return new Setting(redrive, newAfterRetention, attempts, strays, beats, large, late, exact, true, asks);
    }

    Setting forwardingLate() {
        return new Setting(redrive, newAfterRetention, attempts, strays, beats, large, true, exact, onlyHarm, asks);
    }

    /// Further back than this, the age of an attempt does not matter.
    long oldest() {
        return redrive instanceof Redrive.Within ? -Times.WINDOW : 0;
    }

    Call.Claim claim(int owner, Ask ask) {
        return new Call.Claim(owner, ask.request(), ask.verdict(), redrive, newAfterRetention);
    }

    String name() {
        var service = switch (redrive) {
            case Redrive.Never() -> "the service knows no repeats";
            case Redrive.Within _ -> "the service knows repeats for a day";
            case Redrive.Always() -> "the service knows versions";
        };
        return service + (newAfterRetention ? ", keys begin anew" : "") + (large ? ", large answers" : "")
                + (late ? ", late forwards" : "") + ", " + attempts + " attempts, " + strays + " strays, " + beats
                + " beats";
    }
}
