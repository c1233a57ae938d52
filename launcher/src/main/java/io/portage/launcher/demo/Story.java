package io.portage.launcher.demo;

import static io.portage.launcher.demo.Drafts.APPOINTMENT;
import static io.portage.launcher.demo.Drafts.APPOINTMENTS;
import static io.portage.launcher.demo.Drafts.BUSY;
import static io.portage.launcher.demo.Drafts.ORDER;
import static io.portage.launcher.demo.Drafts.PATIENT;
import static io.portage.launcher.demo.Drafts.REFILL;
import static io.portage.launcher.demo.Drafts.REFILLS;
import static io.portage.launcher.demo.Drafts.TUNNEL;
import static io.portage.launcher.demo.Drafts.UPDATE;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;

import io.portage.launcher.demo.Act.AskAgain;
import io.portage.launcher.demo.Act.AskService;
import io.portage.launcher.demo.Act.HangUp;
import io.portage.launcher.demo.Act.Keep;
import io.portage.launcher.demo.Act.MoveClock;
import io.portage.launcher.demo.Act.Send;
import io.portage.launcher.demo.Act.SendBoth;
import io.portage.launcher.demo.Act.SlowDown;
import io.portage.launcher.demo.Expectation.HeaderIs;
import io.portage.launcher.demo.Expectation.Member;
import io.portage.launcher.demo.Expectation.Reached;
import io.portage.launcher.demo.Expectation.SameBytes;
import io.portage.launcher.demo.Expectation.Says;
import io.portage.launcher.demo.Expectation.Status;
import io.portage.launcher.demo.Expectation.Untold;
import io.portage.launcher.demo.Expectation.Untouched;
import java.util.List;

/// The offline-sync story. A step is one entry here and nothing elsewhere.
final class Story {
    private Story() {}

    static List<Step> steps() {
        return List.of(
                waited(),
                again(),
                otherBody(),
                inFlight(),
                tooOld(),
                outlived(),
                medication(),
                lab(),
                merge(),
                wrongClock(),
                stale(),
                hangUp(),
                connection());
    }

    private static Step waited() {
        return new Step(
                "An appointment request that waited three hours",
                "The phone had no network when the patient asked. Up to 24 hours are fine, and nothing is touched.",
                List.of(new Send("first", APPOINTMENT)),
                List.of(
                        new Status("first", 201, "the service took the request"),
                        new HeaderIs("first", "Idempotency-Status", "executed", "this was the first time"),
                        new HeaderIs("first", "X-Correlation-Id", "visit-42", "support can follow it end to end"),
                        new Untouched("the service saw the client's own headers, once each, byte for byte"),
                        new Reached(1, 1, "one request, one appointment")));
    }

    private static Step again() {
        return new Step(
                "The same request again",
                "The phone never saw the answer and asks again. It must not get a second appointment.",
                List.of(new Send("again", APPOINTMENT)),
                List.of(
                        new Status("again", 201, "the phone learns that it worked"),
                        new SameBytes("again", "first", "its outbox can treat both answers alike"),
                        new HeaderIs(
                                "again", "Idempotency-Status", "replayed", "it is told that this is the old answer"),
                        new HeaderIs("again", "Idempotency-Replayed", "true", "the same, for simple clients"),
                        new Reached(0, 0, "the service was not asked a second time")));
    }

    private static Step otherBody() {
        return new Step(
                "The same key with another body",
                "A key stands for one action of the user. Another body under it is a mistake that must not pass.",
                List.of(new Send("reused", APPOINTMENT.body("{\"patientId\":\"pat\",\"slot\":\"friday-5\"}"))),
                List.of(
                        new Status("reused", 422, "refused"),
                        new Member("reused", "code", "IDEMPOTENCY_KEY_REUSED", "in words a program can branch on"),
                        new Member("reused", "action", "look-up", "never re-send it under a new key by itself"),
                        new Reached(0, 0, "no second appointment")));
    }

    private static Step inFlight() {
        return new Step(
                "One key, twice at once",
                "The service is slow and the phone impatient: the second request waits for the answer to the first.",
                List.of(
                        new SlowDown("patient-portal", APPOINTMENTS, ofMillis(1500)),
                        new SendBoth("slow", "impatient", BUSY)),
                List.of(
                        new Status("slow", 201, "the first one was not disturbed"),
                        new SameBytes("impatient", "slow", "both are told the same"),
                        new HeaderIs("impatient", "Idempotency-Status", "replayed", "it was not sent a second time"),
                        new Reached(1, 1, "one request, one appointment")));
    }

    private static Step tooOld() {
        return new Step(
                "A refill request that waited 25 hours",
                "After a day the world has moved on: the request is discarded, and the user must hear of it.",
                List.of(new Send("old", REFILL.key("old").queued("old", ofHours(25)))),
                List.of(
                        new Status("old", 422, "refused"),
                        new Member("old", "code", "QUEUED_MUTATION_EXPIRED", "24 hours are the limit"),
                        new Member("old", "action", "discard-and-tell-user", "never silently"),
                        new Untold("the service never heard of it")));
    }

    private static Step outlived() {
        return new Step(
                "One that had succeeded comes again after 25 hours",
                "The phone was off since step 1. Saying \"expired\" now would make the user lose what was saved.",
                List.of(new MoveClock(ofHours(25)), new Send("late", APPOINTMENT)),
                List.of(
                        new Status("late", 409, "no second try"),
                        new Member("late", "code", "RESPONSE_NOT_REPLAYABLE", "it took effect, the answer is gone"),
                        new Member("late", "action", "look-up", "the appointment is there to be found"),
                        new Says("late", "took effect", "the truth, in words"),
                        new Reached(0, 0, "and nothing happened twice")));
    }

    private static Step medication() {
        return new Step(
                "A medication order from a queue",
                "Medication is checked against the patient's state of this very moment, so it may never wait.",
                List.of(new Send(
                        "medication",
                        ORDER.body("{\"type\":\"medication\",\"patientId\":\"p1\",\"code\":\"warfarin\"}")
                                .key("medication")
                                .queued("medication", ofHours(1)))),
                List.of(
                        new Status("medication", 422, "refused"),
                        new Member("medication", "code", "OFFLINE_NOT_ALLOWED", "whatever its age"),
                        new Member("medication", "action", "do-online", "the clinician orders it while connected"),
                        new Untold("the service never heard of it")));
    }

    private static Step lab() {
        return new Step(
                "A lab order from the same queue",
                "Lab requisitions may wait; the service runs its checks when they arrive.",
                List.of(new Send(
                        "lab",
                        ORDER.body("{\"type\":\"lab\",\"patientId\":\"p1\",\"code\":\"hba1c\"}")
                                .key("lab")
                                .queued("lab", ofHours(1)))),
                List.of(
                        new Status("lab", 201, "accepted"),
                        new HeaderIs("lab", "Idempotency-Status", "executed", "this was the first time"),
                        new Untouched("the service saw the client's own headers, once each, byte for byte"),
                        new Reached(1, 1, "one request, one order")));
    }

    private static Step merge() {
        return new Step(
                "A merge of two patients from a queue",
                "Merging records is decided by a human who sees both as they are now: never from a queue.",
                List.of(new Send(
                        "merge",
                        Draft.of("doc", "POST", "/v1/patients/p1/merge", "{\"with\":\"p2\"}")
                                .key("merge")
                                .queued("merge", ofHours(1)))),
                List.of(
                        new Status("merge", 422, "refused"),
                        new Member("merge", "code", "OFFLINE_NOT_ALLOWED", "safety-critical"),
                        new Member("merge", "action", "do-online", "with both records in view"),
                        new Untold("the service never heard of it")));
    }

    private static Step wrongClock() {
        return new Step(
                "A phone whose clock is a day slow",
                "It says that it acted 27 hours ago and sends 24 hours ago: three hours apart, and that is what counts.",
                List.of(new Send(
                        "clock",
                        REFILL.key("clock").queued("clock", ofHours(27)).sent("clock", ofHours(24)))),
                List.of(
                        new Status("clock", 201, "accepted: it waited three hours, whatever the phone's clock says"),
                        new HeaderIs("clock", "Idempotency-Status", "executed", "this was the first time"),
                        new Untouched("both times arrived as the phone wrote them"),
                        new Reached(1, 1, "one request, one refill")));
    }

    private static Step stale() {
        return new Step(
                "An update based on an old version",
                "Somebody else was quicker. The service knows, and its own words reach the phone.",
                List.of(
                        new Send("patient", PATIENT),
                        new Keep("patient", "patient", "id"),
                        new Send("quicker", UPDATE.key("quicker")),
                        new Send("stale", UPDATE.key("stale").queued("stale", ofHours(2))),
                        new AskService("own-words", "registration", UPDATE)),
                List.of(
                        new Status("patient", 201, "a patient, at version 1"),
                        new Status("quicker", 200, "somebody else's update: version 2"),
                        new Status("stale", 409, "the service's refusal"),
                        new Member("stale", "code", "OPTIMISTIC_LOCK_CONFLICT", "refresh and merge"),
                        new SameBytes("stale", "own-words", "not rewritten on its way: the service's own bytes"),
                        new Reached(3, 2, "asked three times, changed twice")));
    }

    private static Step hangUp() {
        return new Step(
                "A phone that hangs up in the middle",
                "The train enters a tunnel while the service works. The work goes on, and its answer is kept.",
                List.of(
                        new SlowDown("patient-portal", REFILLS, ofMillis(1000)),
                        new HangUp(TUNNEL),
                        new AskAgain("after-tunnel", TUNNEL)),
                List.of(
                        new Status("after-tunnel", 201, "the phone learns that it worked"),
                        new HeaderIs("after-tunnel", "Idempotency-Status", "replayed", "the answer of the lost call"),
                        new Reached(1, 1, "one request, one refill, though the phone asked repeatedly")));
    }

    private static Step connection() {
        return new Step(
                "Connection: Idempotency-Key",
                "HTTP lets a client name headers that the next hop must drop. Named here, the key would be lost silently.",
                List.of(new Send(
                        "connection", REFILL.key("connection").header("Connection", "close, Idempotency-Key"))),
                List.of(
                        new Status("connection", 400, "refused, and said so"),
                        new Member("connection", "code", "HEADER_INVALID", "the sync headers belong to both ends"),
                        new Untold("nothing was forwarded without its key")));
    }
}
