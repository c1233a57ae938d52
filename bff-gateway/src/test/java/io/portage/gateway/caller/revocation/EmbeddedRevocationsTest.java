package io.portage.gateway.caller.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.caller.revocation.Revocation.OfSession;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EmbeddedRevocationsTest extends RevocationsContract {
    private final Revocations revocations = TestRevocations.embedded(clock);

    @Override
    protected Revocations revocations() {
        return revocations;
    }

    @Test
    void coverWhenOlderThanAnyTokenThenForgotten() {
        add(new OfSession(ISSUER, "s", NOW));
        clock.advance(RETENTION.minusMillis(1));
        add(new OfSession(ISSUER, "other", NOW));
        assertThat(covered("s", "pat")).isTrue();
        clock.advance(Duration.ofMillis(1));
        add(new OfSession(ISSUER, "another", NOW));
        assertThat(covered("s", "pat")).isFalse();
        assertThat(covered("other", "pat")).isTrue();
    }
}
