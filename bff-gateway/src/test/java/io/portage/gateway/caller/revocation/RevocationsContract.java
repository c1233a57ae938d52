package io.portage.gateway.caller.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import io.portage.gateway.caller.revocation.Revocation.OfReport;
import io.portage.gateway.caller.revocation.Revocation.OfSession;
import io.portage.gateway.caller.revocation.Revocation.OfSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every adapter of [Revocations] does.
public abstract class RevocationsContract {
    protected static final Duration RETENTION = Duration.ofHours(24);
    protected static final Duration LIMIT = Duration.ofSeconds(10);
    protected static final String ISSUER = "https://id.example/realms/ehr";
    protected static final Instant NOW = TestClock.START;
    protected final TestClock clock = new TestClock();

    protected abstract Revocations revocations();

    protected static boolean covered(Revocations by, String session, String subject, @Nullable Instant issuedAt) {
        var board = by.board();
        return board.covers(board.marks(ISSUER, session, subject, issuedAt));
    }

    protected final boolean covered(String session, String subject) {
        return covered(revocations(), session, subject, NOW);
    }

    protected final void add(Revocation... revoked) {
        revocations().add(List.of(revoked)).block(LIMIT);
    }

    @Test
    void coverWhenNothingIsRevokedThenNot() {
        revocations().ready().block(LIMIT);
        assertThat(covered("s", "pat")).isFalse();
    }

    @Test
    void coverWhenTheSessionEndedThenItsTokensIssuedUntilThen() {
        add(new OfSession(ISSUER, "s", NOW));
        assertThat(covered("s", "pat")).isTrue();
        assertThat(covered(revocations(), "s", "pat", NOW.plusSeconds(1))).isFalse();
        assertThat(covered("s2", "pat")).isFalse();
    }

    @Test
    void coverWhenTheSubjectIsRevokedThenWhatWasIssuedUntilThen() {
        add(new OfSubject(ISSUER, "pat", NOW));
        assertThat(covered(revocations(), "s", "pat", NOW.minusSeconds(1))).isTrue();
        assertThat(covered(revocations(), "s", "pat", NOW)).isTrue();
        assertThat(covered(revocations(), "s", "pat", null)).isTrue();
        assertThat(covered(revocations(), "s", "pat", NOW.plusSeconds(1))).isFalse();
        assertThat(covered("s", "doc")).isFalse();
    }

    @Test
    void coverWhenTheSubjectIsRevokedAgainThenUntilTheLaterInstantWhicheverCameFirst() {
        add(new OfSubject(ISSUER, "pat", NOW.plusSeconds(10)));
        add(new OfSubject(ISSUER, "pat", NOW));
        assertThat(covered(revocations(), "s", "pat", NOW.plusSeconds(10))).isTrue();
    }

    @Test
    void coverWhenAnotherIssuersOrAnotherKindOfNameThenNot() {
        add(new OfSession("https://id.example/realms/other", "s", NOW), new OfReport(ISSUER, "s"));
        assertThat(covered("s", "pat")).isFalse();
    }

    @Test
    void knowWhenAddedThenThatVeryOne() {
        assertThat(revocations().know(new OfReport(ISSUER, "r"))).isFalse();
        add(new OfReport(ISSUER, "r"));
        assertThat(revocations().know(new OfReport(ISSUER, "r"))).isTrue();
        assertThat(revocations().know(new OfReport(ISSUER, "r2"))).isFalse();
    }
}
