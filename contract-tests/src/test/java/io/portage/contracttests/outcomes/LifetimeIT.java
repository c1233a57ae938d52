package io.portage.contracttests.outcomes;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How long an answer is kept, and what a key means afterwards.
@ExtendWith(Lab.class)
class LifetimeIT {
    private static final Duration DAY = Duration.ofHours(24);
    private static final Request VACCINATION = Request.json(
            "POST",
            "/v1/immunizations",
            "{\"patientId\":\"p1\",\"vaccine\":\"v\",\"administeredAt\":\"2026-01-01T00:00:00Z\"}");

    private final Recorded gateway;
    private final Caller caller;

    LifetimeIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    @AfterEach
    void reset() {
        gateway.reset();
    }

    @Proves({"ORD-5.3", "PLAT-1.3"})
    @Test
    void sendWhenADayAndMinutesHavePassedThenStillReplayed() {
        var request = Requests.order("lab").with("Idempotency-Key", "day");
        send(request);

        assertThat(sendAfter(DAY.plusMinutes(4), request).header("Idempotency-Status"))
                .isEqualTo("replayed");
        assertProblem(sendAfter(Duration.ofMinutes(2), request)).is(409, Code.RESPONSE_NOT_REPLAYABLE);
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Test
    void sendWhenSuccessHasBecomeTooOldForTheQueueThenStillReplayed() {
        var queued = Requests.patient().with("Idempotency-Key", "slow").with("X-Queued-At", ago(DAY.minusHours(1)));
        send(queued);

        assertThat(sendAfter(Duration.ofHours(2), queued).header("Idempotency-Status"))
                .isEqualTo("replayed");
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Test
    void sendWhenSuccessIsSentAgainAsQueuedMuchTooLongThenStillReplayed() {
        var online = Requests.merge().with("Idempotency-Key", "both");
        send(online);

        var again = caller.send(online.with("X-Queued-At", ago(Duration.ofDays(9))));

        assertThat(again.header("Idempotency-Status")).isEqualTo("replayed");
    }

    @Proves("IMM-6.4")
    @Test
    void sendWhenContractSaysNewRecordThenOnlineRequestIsOneAfterADay() {
        var online = VACCINATION.with("Idempotency-Key", "again");
        send(online);

        assertThat(sendAfter(DAY.plusMinutes(6), online).header("Idempotency-Status"))
                .isEqualTo("executed");
        assertThat(gateway.forwarded()).hasSize(2);
    }

    @Test
    void sendWhenContractSaysNewRecordThenQueuedRequestIsStillTheOldOne() {
        var queued = VACCINATION.with("Idempotency-Key", "queued").with("X-Queued-At", ago(Duration.ofHours(1)));
        send(queued);

        assertProblem(sendAfter(DAY.plusMinutes(6), queued)).is(409, Code.RESPONSE_NOT_REPLAYABLE);
        assertThat(gateway.forwarded()).hasSize(1);
    }

    private void send(Request request) {
        assertThat(caller.send(request).header("Idempotency-Status")).isEqualTo("executed");
    }

    private Message sendAfter(Duration time, Request request) {
        gateway.world().advance(time);
        return caller.with(gateway.world().of(caller.subject())).send(request);
    }

    private static String ago(Duration age) {
        return Instant.now().minus(age).toString();
    }
}
