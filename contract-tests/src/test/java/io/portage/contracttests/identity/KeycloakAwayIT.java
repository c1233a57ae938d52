package io.portage.contracttests.identity;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Message;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Keys that change and a Keycloak that goes away: who is still believed, and who again.
@RealIdentity
class KeycloakAwayIT {
    /// The gateway fetches keys at most once in ten seconds, whoever names an unknown one.
    private static final Duration REFETCHED = Duration.ofSeconds(30);

    private final OnKeycloak keycloak;

    KeycloakAwayIT(OnKeycloak keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void sendWhenKeyIsRotatedThenNewTokensAreBelievedSoonAndOldOnesStill() {
        var before = keycloak.app().login("doc");
        assertThat(order(before).status()).isEqualTo(201);

        keycloak.realm().rotate();
        var after = keycloak.app().login("doc");

        assertThat(after.key())
                .isNotEqualTo(before.key())
                .isEqualTo(keycloak.realm().activeKey());
        awaitBelieved(after);
        assertThat(order(before).status()).isEqualTo(201);
    }

    @Test
    void sendWhenKeycloakIsAwayThenKnownKeysGoOnAndUnknownOnesWaitForItsReturn() {
        var known = keycloak.app().login("doc");
        awaitBelieved(known);
        keycloak.realm().rotate();
        var unknown = keycloak.app().login("sam");
        keycloak.keycloak().stop();
        try {
            assertThat(order(known).status()).isEqualTo(201);
            // 401 as long as the last fetch is recent enough to be believed
            await().atMost(REFETCHED).until(() -> order(unknown).status() == 503);
            assertProblem(order(unknown)).is(503, Code.UPSTREAM_UNAVAILABLE).saysWhenToRetry();
            assertThat(order(known).status()).isEqualTo(201);
        } finally {
            keycloak.keycloak().resume();
        }

        awaitBelieved(unknown);
        assertThat(order(known).status()).isEqualTo(201);
    }

    private void awaitBelieved(SignedIn signedIn) {
        await().atMost(REFETCHED)
                .untilAsserted(() -> assertThat(order(signedIn).status()).isEqualTo(201));
    }

    private Message order(SignedIn signedIn) {
        return keycloak.with(signedIn.accessToken()).sendOnline(Requests.order("lab"));
    }
}
