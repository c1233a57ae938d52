package io.portage.contracttests.session;

import static io.portage.contracttests.session.Browser.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import io.portage.contracttests.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A browser signs in, works and signs out, and never sees a token.
@ExtendWith(Lab.class)
class SessionIT {
    static final Request READ = Request.of("GET", "/v1/patients?family=A&given=B");
    private final Stubbed gateway;
    private final World world;
    private final Browser browser;

    SessionIT(Stubbed gateway) {
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
        answers.add(browser.send(READ));
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

    @Test
    void relayWhenBrowserHasCookiesThenTokenGoesOnAndOurCookieDoesNot() {
        browser.signedIn("doc");
        browser.plant("theme", "dark");
        assertThat(browser.sendProven(Requests.newPatient()).status()).isEqualTo(201);
        var received = world.received("registration").get(0).required("headers");
        var headers = received.valueStream()
                .map(line -> new HeaderLine(line.get(0).asString(), line.get(1).asString()))
                .toList();
        assertThat(headers)
                .filteredOn(line -> line.named("Cookie"))
                .extracting(HeaderLine::value)
                .containsExactly("theme=dark");
        assertThat(headers)
                .filteredOn(line -> line.named("Authorization"))
                .singleElement()
                .extracting(HeaderLine::value)
                .asString()
                .startsWith("Bearer eyJ");
        assertThat(headers).noneMatch(line -> line.named("X-CSRF-Token"));
        assertThat(received.toString()).doesNotContain(browser.session());
    }

    @Test
    void requestWhenTokenIsSentThenNoCookieIsSetAndNoneIsNeeded() {
        var caller = gateway.login("doc");
        for (var request : List.of(READ, Requests.newPatient(), Request.of("GET", "/v1/unknown"))) {
            assertThat(caller.send(request).values("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void sessionWhenNobodyUsesItThenItEnds() {
        browser.signedIn("doc");
        world.advance(Duration.ofMinutes(29));
        assertThat(browser.send(READ).status()).isEqualTo(200);
        world.advance(Duration.ofMinutes(29));
        assertThat(browser.send(READ).status()).isEqualTo(200);
        world.advance(Duration.ofMinutes(30));
        assertThat(browser.send(READ).status()).isEqualTo(401);
    }

    @Test
    void sessionWhenItsLifeIsOverThenItEndsHoweverMuchItIsUsed() {
        browser.signedIn("doc");
        for (int minutes = 0; minutes < 600; minutes += 25) {
            assertThat(browser.send(READ).status()).as("%d minutes", minutes).isEqualTo(200);
            world.advance(Duration.ofMinutes(25));
        }
        assertThat(browser.send(READ).status()).isEqualTo(401);
    }

    @Test
    void refreshWhenManyCallsMeetAnExpiredTokenThenOneAndNobodyNotices() throws Exception {
        world.identity("{\"accessSeconds\":60,\"rotating\":true,\"delayMs\":300}");
        browser.signedIn("doc");
        var session = browser.session();
        world.advance(Duration.ofMinutes(2));

        assertThat(atOnce(20, i -> browser.send(READ).status())).containsOnly(200);

        assertThat(world.identityCount("refreshes")).isEqualTo(1);
        assertThat(world.identityCount("refusals")).isZero();
        assertThat(browser.session()).isEqualTo(session);
    }

    /// What so many at once are answered.
    static List<Integer> atOnce(int count, IntFunction<Integer> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = Stream.iterate(0, i -> i + 1)
                    .limit(count)
                    .<Callable<Integer>>map(i -> () -> call.apply(i))
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(calls)) {
                statuses.add(answer.get());
            }
            return statuses;
        }
    }

    @Test
    void refreshWhenTokenIsAboutToEndThenAheadOfItAndNobodyWaits() {
        world.identity("{\"accessSeconds\":300,\"rotating\":true}");
        browser.signedIn("doc");
        assertThat(browser.send(READ).status()).isEqualTo(200);
        assertThat(world.identityCount("refreshes")).isZero();
        world.advance(Duration.ofSeconds(245));
        world.identity("{\"accessSeconds\":300,\"rotating\":true,\"delayMs\":5000}");

        assertThat(browser.send(READ).status()).isEqualTo(200);

        assertThat(world.identityCount("refreshes"))
                .as("answered while the provider still takes its time")
                .isZero();
        await().atMost(Duration.ofSeconds(30)).until(() -> world.identityCount("refreshes") == 1);
    }

    @Test
    void refreshWhenProviderIsAwayAndTokenStillHoldsThenGoesOn() {
        world.identity("{\"accessSeconds\":300}");
        browser.signedIn("doc");
        world.advance(Duration.ofSeconds(250));
        world.identity("{\"away\":true}");
        assertThat(browser.send(READ).status()).isEqualTo(200);
        assertThat(browser.sendProven(Requests.newPatient()).status()).isEqualTo(201);
    }

    @Test
    void logoutWhenAskedThenOverHereAndAtTheProvider() {
        browser.signedIn("doc");
        var session = browser.session();

        var answer = browser.sendProven(Request.of("POST", "/logout"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("\"endedAtProvider\":true", "\"location\":\"/\"")
                .doesNotContain("eyJ");
        assertThat(browser.cookie(SESSION)).isNull();
        assertThat(world.identityCount("logouts")).isEqualTo(1);
        browser.plant(SESSION, session);
        assertThat(browser.send(READ).status()).isEqualTo(401);
    }

    @Test
    void logoutWhenProviderIsAwayThenOverHereAllTheSame() {
        browser.signedIn("doc");
        var session = browser.session();
        var token = browser.csrfToken();
        world.identity("{\"away\":true}");

        var answer = browser.send(Request.of("POST", "/logout").with("X-CSRF-Token", token));

        assertThat(answer.text()).contains("\"endedAtProvider\":false");
        browser.plant(SESSION, session);
        assertThat(browser.get("/session").status()).isEqualTo(401);
    }

    @Test
    void logWhenBrowsersComeAndGoThenNothingOfTokensCodesAndCookies() {
        var page = browser.begin("?return=/patients/42");
        var back = Browser.fillIn(page, "doc");
        browser.comeBack(back);
        var csrf = browser.csrfToken();
        var session = browser.session();
        browser.get("/login/oauth2/code/ehr-web?code=canary-code&state=canary-state");
        browser.send(Requests.newPatient().with("X-CSRF-Token", csrf));
        browser.send(Request.of("POST", "/logout").with("X-CSRF-Token", csrf));
        browser.get("/session");
        browser.send(READ.with("X-Correlation-Id", "end-of-session-log-test"));

        await().until(() -> gateway.process().log().contains("end-of-session-log-test"));
        assertThat(gateway.process().log())
                .doesNotContain(
                        session,
                        csrf,
                        Browser.parameter(back, "code"),
                        Browser.parameter(page, "state"),
                        "canary-",
                        "eyJ",
                        "/patients/42",
                        "a failure of the gateway");
    }
}
