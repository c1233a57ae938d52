package io.portage.contracttests.session;

import static io.portage.contracttests.session.Browser.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import io.portage.contracttests.world.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A browser signs in at the provider and comes back with a session, and with nothing else.
@ExtendWith(Lab.class)
class LoginIT {
    private final Stubbed gateway;
    private final World world;
    private final Browser browser;

    LoginIT(Stubbed gateway) {
        this.gateway = gateway;
        this.world = gateway.world();
        this.browser = new Browser(gateway.port());
    }

    @BeforeEach
    @AfterEach
    void reset() {
        world.reset();
    }

    @Test
    void loginWhenBegunThenCodeWithProofStateAndNonce() {
        var page = browser.begin("");
        assertThat(page.getPath()).isEqualTo("/realms/ehr/protocol/openid-connect/auth");
        assertThat(Browser.parameter(page, "response_type")).isEqualTo("code");
        assertThat(Browser.parameter(page, "client_id")).isEqualTo("ehr-web");
        assertThat(Browser.parameter(page, "scope")).isEqualTo("openid profile");
        assertThat(Browser.parameter(page, "code_challenge_method")).isEqualTo("S256");
        assertThat(Browser.parameter(page, "redirect_uri"))
                .isEqualTo("http://localhost:" + gateway.port() + "/login/oauth2/code/ehr-web");
        var another = new Browser(gateway.port()).begin("");
        for (var name : List.of("state", "nonce", "code_challenge")) {
            assertThat(Browser.parameter(page, name))
                    .as(name)
                    .hasSizeGreaterThan(40)
                    .isNotEqualTo(Browser.parameter(another, name));
        }
    }

    @Test
    void loginWhenCompletedThenSessionThatWorksAndNoTokenInTheBrowser() {
        var answers = new ArrayList<Message>();
        answers.add(browser.get(Browser.BEGIN));
        answers.add(browser.comeBack(Browser.fillIn(Browser.location(answers.getFirst()), "doc")));
        answers.add(browser.get("/session"));
        answers.add(browser.send(SessionIT.READ));
        answers.add(browser.sendProven(Requests.newPatient()));

        assertThat(answers).extracting(Message::status).containsExactly(302, 302, 200, 200, 201);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.values("X-Correlation-Id")).hasSize(1);
            // how every token begins: {" in Base64
            assertThat(answer.toString()).doesNotContain("eyJ");
        });
        var who = browser.whoIsSignedIn();
        assertThat(who.required("subject").asString()).isEqualTo("doc");
        assertThat(who.required("tenant").asString()).isEqualTo("north");
        assertThat(who.required("roles").toString()).isEqualTo("[\"clinician\"]");
    }

    @Test
    void cookiesWhenSetThenOfThisHostAloneAndOutOfReachOfScripts() {
        var begun = browser.get(Browser.BEGIN);
        var ended = browser.comeBack(Browser.fillIn(Browser.location(begun), "doc"));
        for (var line : List.of(
                Browser.setCookie(begun, Browser.LOGIN),
                Browser.setCookie(ended, SESSION),
                Browser.setCookie(ended, Browser.LOGIN))) {
            assertThat(line.value())
                    .containsIgnoringCase("; Path=/;")
                    .containsIgnoringCase("; Secure")
                    .containsIgnoringCase("; HttpOnly")
                    .containsIgnoringCase("; SameSite=Lax")
                    .doesNotContainIgnoringCase("Domain");
        }
        assertThat(Browser.setCookie(ended, Browser.LOGIN).value()).contains("Max-Age=0");
        assertThat(Browser.setCookie(ended, SESSION).value()).doesNotContain("Max-Age");
        assertThat(browser.session()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void loginWhenSessionWasPlantedThenAnotherIdAndTheOldOneIsWorthNothing() {
        var attacker = new Browser(gateway.port()).signedIn("pat");
        var planted = attacker.session();
        browser.plant(SESSION, planted);

        browser.signedIn("doc");

        assertThat(browser.session()).isNotEqualTo(planted);
        assertThat(browser.whoIsSignedIn().required("subject").asString()).isEqualTo("doc");
        assertThat(attacker.get("/session").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/patients?tab=1, /patients?tab=1",
        "//evil.example, /",
        "/\\evil.example, /",
        "\\evil.example, /",
        "https://evil.example, /",
        "/%2fevil.example, /",
        "/%09/evil.example, /"
    })
    void loginWhenReturnIsAskedForThenOnlyToAPathOfThisHost(String asked, String location) {
        var answer = browser.signIn("doc", "?return=" + Browser.encoded(asked));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo(location);
        assertThat(new Browser(gateway.port())
                        .signIn("doc", "?return=%252F%252Fevil.example&return=/x")
                        .header("Location"))
                .isEqualTo("/");
    }
}
