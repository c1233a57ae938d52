package io.portage.contracttests.problems;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.session.Browser;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Browsers that are not signed in, no longer, or made to send what their user never meant.
@ExtendWith(Lab.class)
class SessionProblemsIT {
    private static final String LOGIN = "/oauth2/authorization/ehr-web";
    private static final Request READ = Request.of("GET", "/v1/patients?family=A&given=B");
    private final Stubbed gateway;
    private final Browser browser;

    SessionProblemsIT(Stubbed gateway) {
        this.gateway = gateway;
        this.browser = new Browser(gateway.port());
    }

    @BeforeEach
    @AfterEach
    void reset() {
        gateway.world().reset();
    }

    private void assertNothingReceived() {
        assertThat(gateway.world().received("registration")).isEmpty();
    }

    @Provokes(Code.CREDENTIALS_AMBIGUOUS)
    @Test
    void requestWhenTokenAndSessionThenAmbiguous() {
        browser.signedIn("doc");
        var token = "Bearer " + gateway.world().login("doc");

        for (var target : new String[] {"/v1/patients?family=A&given=B", "/session", "/v1/unknown"}) {
            assertProblem(browser.send(Request.of("GET", target).with("Authorization", token)))
                    .is(400, Code.CREDENTIALS_AMBIGUOUS);
        }
        assertProblem(browser.send(READ.with("Authorization", "Basic eDp5"))).is(400, Code.CREDENTIALS_AMBIGUOUS);
        assertNothingReceived();
    }

    @Test
    void requestWhenSeveralSessionCookiesThenHeaderInvalid() {
        browser.signedIn("doc");
        assertProblem(browser.send(READ.with("Cookie", "__Host-portage-session=x")))
                .is(400, Code.HEADER_INVALID);
        assertNothingReceived();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "u60TF0NKUiC3TrM2PNACKn3HvXK3q5u8HbRYFkKhM00", "%00", "\"\"", "../../x"})
    void requestWhenSessionIsUnknownThenMissingAndToldWhereToSignIn(String session) {
        browser.plant(Browser.SESSION, session);
        for (var request : new Request[] {READ, Requests.newPatient(), Request.of("GET", "/session")}) {
            assertProblem(browser.send(request))
                    .is(401, Code.TOKEN_MISSING)
                    .hasHeader("WWW-Authenticate", "Bearer.*")
                    .has("login", LOGIN);
        }
        assertNothingReceived();
    }

    @Provokes(Code.CSRF_INVALID)
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "another session's"})
    void changeWhenTokenOfThePageIsWrongThenRefusedAndNothingSent(String token) {
        browser.signedIn("doc");
        var wrong = token.startsWith("another")
                ? new Browser(gateway.port()).signedIn("doc").csrfToken()
                : token;
        for (var request : new Request[] {
            Requests.newPatient(), Request.json("PATCH", "/v1/patients/p", "{}"), Request.of("POST", "/logout")
        }) {
            assertProblem(browser.send(request.with("X-CSRF-Token", wrong))).is(403, Code.CSRF_INVALID);
            assertProblem(browser.send(request)).is(403, Code.CSRF_INVALID);
        }
        assertNothingReceived();
        assertThat(browser.whoIsSignedIn().required("subject").asString()).isEqualTo("doc");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost.evil.example",
        "Sec-Fetch-Site, cross-site"
    })
    void changeWhenBrowserSaysItIsAnotherSitesThenRefused(String name, String value) {
        browser.signedIn("doc");
        assertProblem(browser.sendProven(Requests.newPatient().with(name, value)))
                .is(403, Code.CSRF_INVALID);
        assertNothingReceived();
        assertThat(browser.sendProven(Requests.newPatient()
                                .with("Origin", "http://localhost:" + gateway.port())
                                .with("Sec-Fetch-Site", "same-origin"))
                        .status())
                .isEqualTo(201);
    }

    @Proves("TR-OFF-007")
    @Test
    void requestWhenSignInIsOverAtTheProviderThenExpiredOnceAndThenUnknown() {
        gateway.world().identity("{\"accessSeconds\":60}");
        browser.signedIn("doc");
        gateway.world().advance(Duration.ofMinutes(2));
        gateway.world().endSignIns();

        assertProblem(browser.send(READ))
                .is(401, Code.TOKEN_EXPIRED)
                .asksFor("refresh-token")
                .hasHeader("WWW-Authenticate", "Bearer.*error=\"invalid_token\".*")
                .has("login", LOGIN);
        assertProblem(browser.send(READ)).is(401, Code.TOKEN_MISSING);
        assertNothingReceived();
    }

    @Test
    void requestWhenTokenHasExpiredAndProviderIsAwayThenUnavailableAndSessionIsKept() {
        gateway.world().identity("{\"accessSeconds\":60}");
        browser.signedIn("doc");
        gateway.world().advance(Duration.ofMinutes(2));
        gateway.world().identity("{\"away\":true}");

        assertProblem(browser.send(READ)).is(503, Code.UPSTREAM_UNAVAILABLE).saysWhenToRetry();
        assertNothingReceived();

        gateway.world().identity("{}");
        gateway.world().advance(Duration.ofSeconds(2));
        assertThat(browser.send(READ).status()).isEqualTo(200);
    }

    @Test
    void loginWhenItsAnswerIsNotTheOneAskedForThenRefused() {
        var right = Browser.fillIn(browser.begin(""), "doc");
        var another = new Browser(gateway.port());
        another.begin("");

        assertRefusedLogin(another.comeBack(right));
        assertRefusedLogin(new Browser(gateway.port()).comeBack(right));
        assertRefusedLogin(browser.get("/login/oauth2/code/ehr-web?code=x&state=y"));
        // and with that attempt it is over
        assertRefusedLogin(browser.comeBack(right));
        assertRefusedLogin(browser.get("/login/oauth2/code/ehr-web"));
        assertRefusedLogin(browser.get("/login/oauth2/code/ehr-web?error=access_denied&state=y"));
    }

    private static void assertRefusedLogin(Message answer) {
        assertProblem(answer).is(403, Code.CSRF_INVALID).has("login", LOGIN);
        assertThat(answer.values("Set-Cookie")).noneMatch(cookie -> cookie.startsWith(Browser.SESSION));
    }

    @Test
    void loginWhenItTakesLongerThanFiveMinutesThenRefused() {
        var page = browser.begin("");
        gateway.world().advance(Duration.ofMinutes(5));
        assertRefusedLogin(browser.comeBack(Browser.fillIn(page, "doc")));
    }

    @Test
    void loginWhenCodeIsAnotherBrowsersThenRefused() {
        var stolen = Browser.fillIn(new Browser(gateway.port()).begin(""), "doc");
        var state = Browser.parameter(browser.begin(""), "state");

        var answer = browser.get("/login/oauth2/code/ehr-web?code=" + Browser.parameter(stolen, "code") + "&state="
                + Browser.encoded(state));

        assertProblem(answer).is(401, Code.TOKEN_INVALID).has("login", LOGIN);
        assertThat(browser.cookie(Browser.SESSION)).isNull();
    }

    @Test
    void loginWhenCodeIsFalseThenThatWasItsOneAttempt() {
        var right = Browser.fillIn(browser.begin(""), "doc");
        var cookie = Objects.requireNonNull(browser.cookie(Browser.LOGIN));
        var state = "&state=" + Browser.encoded(Browser.parameter(right, "state"));

        assertProblem(browser.get("/login/oauth2/code/ehr-web?code=guess" + state))
                .is(401, Code.TOKEN_INVALID);

        // by somebody who keeps what browsers forget
        browser.plant(Browser.LOGIN, cookie);
        assertRefusedLogin(browser.get("/login/oauth2/code/ehr-web?code=another" + state));
        browser.plant(Browser.LOGIN, cookie);
        assertRefusedLogin(browser.comeBack(right));
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, /session, GET",
        "POST, /session, GET",
        "GET, /logout, POST",
        "DELETE, /logout, POST",
        "POST, /oauth2/authorization/ehr-web, GET",
        "POST, /login/oauth2/code/ehr-web, GET",
        "GET, /logout/back-channel, POST"
    })
    void endpointWhenMethodIsAnotherThenNotAllowed(String method, String path, String allowed) {
        browser.signedIn("doc");
        var answer = browser.send(Request.of(method, path));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.values("Allow")).containsExactly(allowed);
        if (!method.equals("HEAD")) {
            assertProblem(answer).is(405, Code.METHOD_NOT_ALLOWED);
        }
        assertThat(browser.whoIsSignedIn().required("subject").asString()).isEqualTo("doc");
    }

    @Test
    void loginWhenProviderSaysNoThenDenied() {
        var state = Browser.parameter(browser.begin(""), "state");
        var answer = browser.get("/login/oauth2/code/ehr-web?error=access_denied&error_description="
                + "%3Cscript%3E&state=" + Browser.encoded(state));
        assertProblem(answer).is(403, Code.ACCESS_DENIED).has("login", LOGIN);
        assertThat(answer.text()).doesNotContain("script");
    }

    @Test
    void loginWhenProviderIsAwayThenUnavailable() {
        var back = Browser.fillIn(browser.begin(""), "doc");
        gateway.world().identity("{\"away\":true}");
        assertProblem(browser.comeBack(back)).is(503, Code.UPSTREAM_UNAVAILABLE).saysWhenToRetry();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/login?error",
                "/oauth2/authorization/other",
                "/oauth2/authorization/",
                "/login/oauth2/code/other",
                "/login/oauth2/code/ehr-web/x"
            })
    void pathWhenNoneOfOursThenAsUnknownAsAnyOther(String path) {
        assertProblem(browser.get(path)).is(401, Code.TOKEN_MISSING);
        assertProblem(gateway.login("doc").send(Request.of("GET", path))).is(404, Code.OPERATION_UNKNOWN);
    }

    @Test
    void tokenWhenInQueryOrCookieThenIgnored() {
        var token = gateway.world().login("doc");
        for (var cookie : Map.of("access_token", token, Browser.SESSION, token, "Authorization", token)
                .entrySet()) {
            var other = new Browser(gateway.port());
            other.plant(cookie.getKey(), cookie.getValue());
            assertProblem(other.get("/v1/patients?family=A&given=B&access_token=" + token))
                    .is(401, Code.TOKEN_MISSING);
        }
        assertNothingReceived();
    }
}
