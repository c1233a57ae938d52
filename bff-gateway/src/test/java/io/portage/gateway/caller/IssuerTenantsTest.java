package io.portage.gateway.caller;

import static io.portage.gateway.problem.ProblemCode.TOKEN_INVALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.problem.RejectedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// An issuer speaks for its own tenants, however good its signature is.
final class IssuerTenantsTest {
    private static final IdentityProvider FIRST = new IdentityProvider();
    private static final IdentityProvider SECOND = new IdentityProvider();

    @AfterAll
    static void close() {
        FIRST.close();
        SECOND.close();
    }

    private static TokenVerifier verifier(Map<String, String> more) {
        var settings = new HashMap<>(more);
        settings.put("portage.token.issuers[0].url", FIRST.issuer().toString());
        return Verifiers.of(SettingsTest.bound(settings), new TestClock());
    }

    private static TokenVerifier ofTwo() {
        return verifier(Map.of(
                "portage.token.issuers[0].tenants", "north,west",
                "portage.token.issuers[1].url", SECOND.issuer().toString(),
                "portage.token.issuers[1].tenants", "south"));
    }

    private static @Nullable String tenant(TokenVerifier verifier, IdentityProvider by, String named) {
        var token = by.token(by.claims().claim("tenant_id", named));
        return verifier.verify("Bearer " + token).map(Caller::tenant).block(Duration.ofSeconds(10));
    }

    private static void assertRefused(TokenVerifier verifier, IdentityProvider by, String named) {
        var refused = catchThrowableOfType(RejectedException.class, () -> tenant(verifier, by, named));
        assertThat(refused).as(named).isNotNull();
        var rejection = refused.rejection();
        assertThat(rejection.code()).isEqualTo(TOKEN_INVALID);
        assertThat(rejection.detail() + rejection.headers())
                .contains("tenant_id is not this issuer's to name")
                .doesNotContain("north", "west", "south", "east");
    }

    @Test
    void tokenWhenItNamesATenantOfItsIssuerThenAccepted() {
        var verifier = ofTwo();
        assertThat(tenant(verifier, FIRST, "north")).isEqualTo("north");
        assertThat(tenant(verifier, FIRST, "west")).isEqualTo("west");
        assertThat(tenant(verifier, SECOND, "south")).isEqualTo("south");
    }

    @Test
    void tokenWhenItNamesATenantOfAnotherIssuerOrOfNoneThenInvalidAndNobodyIsNamed() {
        var verifier = ofTwo();
        assertRefused(verifier, FIRST, "south");
        assertRefused(verifier, SECOND, "north");
        assertRefused(verifier, SECOND, "east");
        assertRefused(verifier, SECOND, "South");
    }

    @Test
    void tokenWhenThereIsOneIssuerThenConfinedWhereItsTenantsAreListed() {
        assertThat(tenant(verifier(Map.of()), FIRST, "east")).isEqualTo("east");
        var confined = verifier(Map.of("portage.token.issuers[0].tenants", "north"));
        assertThat(tenant(confined, FIRST, "north")).isEqualTo("north");
        assertRefused(confined, FIRST, "east");
    }
}
