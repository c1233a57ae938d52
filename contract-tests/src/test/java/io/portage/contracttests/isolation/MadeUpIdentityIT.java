package io.portage.contracttests.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a client, or somebody who found a way around Kong, says of who is calling never reaches a service.
@ExtendWith(Lab.class)
class MadeUpIdentityIT {
    private static final String EVIL = "made-up";
    private static final List<String> NAMES = List.of(
            "X-Tenant-Id",
            "X-Tenant",
            "X-User-Id",
            "X-User",
            "X-Consumer-Id",
            "X-Consumer-Custom-Id",
            "X-Consumer-Username",
            "X-Consumer-Groups",
            "X-Credential-Identifier",
            "X-Credential-Username",
            "X-Authenticated-Scope",
            "X-Authenticated-UserId",
            "X-Authenticated-Groups",
            "X-Anonymous-Consumer",
            "X-Remote-User",
            "Remote-User",
            "X-Userinfo",
            "X-Amzn-Oidc-Identity",
            "X-Amzn-Oidc-Data",
            "X-Amzn-Oidc-Accesstoken",
            "X-Auth-Request-User",
            "X-Auth-Request-Email",
            "X-Goog-Authenticated-User-Id",
            "X-MS-Client-Principal",
            "X-SSL-Client-S-DN",
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-User",
            "X-Forwarded-Host",
            "X-Forwarded-Client-Cert",
            "X-Real-IP",
            "X-Original-URL",
            "X-HTTP-Method-Override");

    private final Recorded gateway;

    MadeUpIdentityIT(Recorded gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    /// Each name as it is, in other cases, and as servers would fold it that hand headers on as variables.
    private static List<HeaderLine> madeUp() {
        return NAMES.stream()
                .flatMap(name -> Stream.of(
                        name,
                        name.toLowerCase(Locale.ROOT),
                        name.replace('-', '_').toUpperCase(Locale.ROOT)))
                .map(name -> new HeaderLine(name, EVIL))
                .toList();
    }

    private void assertOnlyTheTokensWord(Message received) {
        assertThat(received.headers()).noneMatch(line -> line.value().contains(EVIL));
        assertThat(received.values("X-Tenant-Id")).containsExactly("north");
    }

    @Proves({"TR-OFF-002", "PLAT-4.3"})
    @Test
    void requestWhenClientMakesUpEveryIdentityThenNoneArrives() {
        var caller = gateway.caller();
        assertThat(caller.sendOnline(Requests.patient().with(madeUp())).status())
                .isEqualTo(201);
        assertThat(caller.send(Request.of("GET", "/v1/order-sets").with(madeUp()))
                        .status())
                .isEqualTo(200);

        assertThat(gateway.forwarded()).hasSize(2).allSatisfy(this::assertOnlyTheTokensWord);
    }

    @Test
    void delegationWhenClientMakesUpEveryIdentityThenThePortalIsAskedAboutTheTokensSubject() {
        var caller = gateway.caller();
        var request = Requests.refill("somebody-else").with(madeUp());
        assertThat(caller.sendOnline(request).status()).isEqualTo(201);

        assertThat(gateway.services().delegationChecks()).singleElement().satisfies(check -> {
            assertOnlyTheTokensWord(check);
            assertThat(check.target()).endsWith("&delegateId=" + caller.subject());
        });
    }

    @Test
    void requestWhenConnectionNamesTheTenantThenRefused() {
        var request = Requests.patient().with("Connection", "close, X-Tenant-Id");

        assertThat(gateway.caller().sendOnline(request).status()).isEqualTo(400);
        assertThat(gateway.forwarded()).isEmpty();
    }
}
