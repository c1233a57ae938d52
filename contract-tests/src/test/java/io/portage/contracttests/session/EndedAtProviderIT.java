package io.portage.contracttests.session;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static io.portage.contracttests.session.SessionIT.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.tokens.Logout;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import io.portage.contracttests.world.Twins;
import io.portage.contracttests.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The provider reports that a sign-in is over, by an administrator or another application: so is the browser's
/// session.
@ExtendWith(Lab.class)
class EndedAtProviderIT {
    private final Stubbed gateway;
    private final Twins twins;

    EndedAtProviderIT(Stubbed gateway, Twins twins) {
        this.gateway = gateway;
        this.twins = twins;
    }

    @BeforeEach
    @AfterEach
    void reset() {
        gateway.world().reset();
        twins.world().reset();
    }

    private Browser signedIn() {
        return new Browser(gateway.port()).signedIn("doc");
    }

    /// The provider's name of the sign-in, which no browser learns: out of the token that a service gets.
    private static String providersName(World world, Browser browser) {
        assertThat(browser.sendProven(Requests.newPatient()).status()).isEqualTo(201);
        for (var line : world.received("registration").get(0).required("headers")) {
            if (line.get(0).asString().equalsIgnoreCase("Authorization")) {
                var claims =
                        Base64.getUrlDecoder().decode(line.get(1).asString().split("\\.", 3)[1]);
                return Json.read(new String(claims, StandardCharsets.UTF_8))
                        .required("sid")
                        .asString();
            }
        }
        throw new AssertionError("no Authorization (expected: the session's token)");
    }

    private static void report(World world, int port, String session) {
        assertThat(Logout.send(port, Logout.report(world, Logout.claims(session)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void requestWhenTheSignInIsOverThenRefusedAndTheSessionIsGone() {
        var browser = signedIn();
        var csrf = browser.csrfToken();
        var other = signedIn();
        report(gateway.world(), gateway.port(), providersName(gateway.world(), browser));
        gateway.world().reset();

        var order = Requests.newPatient().with("X-CSRF-Token", csrf);
        assertProblem(browser.send(order)).is(401, Code.TOKEN_INVALID).has("login", Browser.BEGIN);
        assertProblem(browser.send(order)).is(401, Code.TOKEN_MISSING);

        assertThat(gateway.world().received("registration")).isEmpty();
        assertThat(other.send(READ).status()).isEqualTo(200);
        assertThat(browser.signedIn("doc").send(READ).status()).isEqualTo(200);
    }

    /// Its token has ended meanwhile, and the provider would still give another.
    @Test
    void requestWhenTheSignInIsOverAndATokenIsToBeHadThenRefusedAndTheSessionIsGone() {
        var browser = signedIn();
        report(gateway.world(), gateway.port(), providersName(gateway.world(), browser));
        gateway.world().advance(Duration.ofMinutes(10));

        assertProblem(browser.send(READ)).is(401, Code.TOKEN_INVALID);
        assertProblem(browser.send(READ)).is(401, Code.TOKEN_MISSING);
        assertThat(gateway.world().identityCount("refreshes")).isZero();
    }

    @Test
    void sessionWhenTheSignInIsOverThenNobodyIsSignedInAndTheSessionIsGone() {
        var browser = signedIn();
        report(gateway.world(), gateway.port(), providersName(gateway.world(), browser));

        assertProblem(browser.get("/session")).is(401, Code.TOKEN_INVALID);
        assertProblem(browser.get("/session")).is(401, Code.TOKEN_MISSING);
    }

    @Test
    void requestWhenTheSignInIsOverThenRefusedByTheOtherGatewayWithinSeconds() {
        var browser = new Browser(twins.first().port()).signedIn("doc");
        var there = new Browser(twins.second().port());
        there.plant(Browser.SESSION, browser.session());
        assertThat(there.send(READ).status()).isEqualTo(200);

        report(twins.world(), twins.first().port(), providersName(twins.world(), browser));

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(there.send(READ).status()).isEqualTo(401));
        assertProblem(browser.get("/session")).is(401, Code.TOKEN_MISSING);
    }

    /// A session that is signed out here must not be told that it was another's doing.
    @Test
    void logoutWhenTheSignInIsOverAlreadyThenTheSessionIsGoneAllTheSame() {
        var browser = signedIn();
        var csrf = browser.csrfToken();
        report(gateway.world(), gateway.port(), providersName(gateway.world(), browser));

        assertThat(browser.send(Request.of("POST", "/logout").with("X-CSRF-Token", csrf))
                        .status())
                .isEqualTo(200);
        assertProblem(browser.get("/session")).is(401, Code.TOKEN_MISSING);
    }
}
