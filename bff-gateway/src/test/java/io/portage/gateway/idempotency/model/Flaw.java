package io.portage.gateway.idempotency.model;

import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.idempotency.model.Call.Verdict;
import io.portage.gateway.idempotency.model.Setting.Ask;
import java.util.List;
import java.util.Map;

/// A way to break the protocol, the smallest world in which that shows, and the law that is broken there.
public enum Flaw {
    OWNER_UNCHECKED(never(2, 1), "the word of somebody who no longer holds the key"),
    FENCE_UNCHECKED(never(1, 2), "the word of somebody who no longer holds the key"),
    /// A word that is late by one attempt: only a delayed or a second delivery makes one.
    OWNER_AND_FENCE_UNCHECKED(never(2, 1), "the word of somebody who no longer holds the key"),
    /// The second delivery of a word is answered as if somebody else had ended the attempt.
    END_FORGOTTEN(never(1, 1), "a word that comes twice is answered as the first time"),
    END_OF_ANYBODY(never(2, 1), "the word of somebody who no longer holds the key"),
    STATE_UNCHECKED(never(1, 1), "the word of somebody who no longer holds the key"),
    HEARTBEAT_OF_ANYBODY(never(2, 1).with(1, 1), "the word of somebody who no longer holds the key"),
    LEASE_NOT_NOTICED(never(2, 0), "busy only while another holds the key"),
    LEASE_NOT_WRITTEN_DOWN(never(2, 0), "the word of somebody who no longer holds the key"),
    REDRIVEN_WHERE_NO_REPEAT_IS_KNOWN(never(2, 0), "what may have taken effect runs again only"),
    VERDICT_NOT_KEPT(never(2, 0), "the verdict that let a request in is kept"),
    FREE_AFTER_REDRIVE(within(3), "what may have taken effect runs again only as the same request"),
    FREE_AFTER_ABANDON(never(2, 0), "what may have taken effect runs again only"),
    MISMATCH_UNCHECKED(never(2, 0), "busy only while another holds the key"),
    OWN_CLAIM_IS_BUSY(never(1, 0), "an owner that asks again must find its own claim"),
    TOMBSTONE_FORGOTTEN(never(2, 0), "completed is what was completed"),
    UNKNOWN_FORGOTTEN(never(2, 0), "the fence rises with each attempt"),
    ANSWER_FORGOTTEN(never(2, 0), "a recorded success is replayed while it is due"),
    FENCE_NOT_RAISED(never(2, 0), "the fence rises with each attempt"),
    WINDOW_OF_THE_LAST_ATTEMPT(within(2), "at most one effect"),
    EARLIER_EFFECT_FORGOTTEN(never(2, 0).beginningAnew(), "completed is what was completed"),
    QUEUED_BEGINS_ANEW(
            never(2, 0)
                    .beginningAnew()
                    .asking(List.of(new Ask(Request.X, Verdict.ONLINE), new Ask(Request.X, Verdict.QUEUED))),
            "a success whose answer is not kept is still done");

    private final Setting setting;
    private final String law;

    Flaw(Setting setting, String law) {
        this.setting = setting;
        this.law = law;
    }

    /// The flaws from which a mutation may run twice, and the smallest worlds in which it does. The others leave
    /// somebody without the answer that is due, or have a second check behind them.
    static Map<Flaw, Setting> harmful() {
        var queue = never(3, 0)
                .beginningAnew()
                .asking(List.of(new Ask(Request.X, Verdict.ONLINE), new Ask(Request.X, Verdict.QUEUED)));
        return Map.ofEntries(
                Map.entry(OWNER_UNCHECKED, never(3, 1)),
                Map.entry(OWNER_AND_FENCE_UNCHECKED, never(3, 1)),
                Map.entry(REDRIVEN_WHERE_NO_REPEAT_IS_KNOWN, never(2, 0)),
                Map.entry(FREE_AFTER_REDRIVE, within(3)),
                Map.entry(FREE_AFTER_ABANDON, never(2, 0)),
                Map.entry(TOMBSTONE_FORGOTTEN, never(2, 0)),
                Map.entry(UNKNOWN_FORGOTTEN, never(2, 0)),
                Map.entry(WINDOW_OF_THE_LAST_ATTEMPT, within(2)),
                Map.entry(EARLIER_EFFECT_FORGOTTEN, queue),
                Map.entry(QUEUED_BEGINS_ANEW, queue));
    }

    public Setting setting() {
        return setting;
    }

    /// How the broken law begins.
    public String law() {
        return law;
    }

    private static Setting never(int attempts, int strays) {
        return Setting.of(new Redrive.Never(), attempts).with(strays, 0);
    }

    private static Setting within(int attempts) {
        return Setting.of(Times.WITHIN, attempts).with(0, 0);
    }
}
