package io.portage.contracttests.session;

import static io.portage.contracttests.session.Browser.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.wire.RawClient;
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

/// A browser that is signed in works and signs out, and never sees a token.
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
    void refreshWhenTheBrowserHangsUpMeanwhileThenItsTokensAreKept() {
        world.identity("{\"accessSeconds\":60,\"rotating\":true,\"delayMs\":1500}");
        browser.signedIn("doc");
        world.advance(Duration.ofMinutes(2));
        var gone = RawClient.connect(gateway.port());
        gone.write(READ.with("Cookie", SESSION + "=" + browser.session())
                .with("X-Correlation-Id", "hung-up-while-refreshing")
                .bytes());
        // the refresh takes long enough for this request to begin after it, and to wait for it as well
        var other = RawClient.connect(gateway.port());
        other.write(Request.of("GET", "/v1/unknown").bytes());
        assertThat(other.read("GET").status()).isEqualTo(401);
        other.close();
        gone.reset();
        await().until(() -> gateway.process()
                .log()
                .lines()
                .anyMatch(line -> line.contains("hung-up-while-refreshing") && line.contains("client-gone")));

        await().atMost(Duration.ofSeconds(30)).until(() -> world.identityCount("refreshes") == 1);
        assertThat(browser.send(READ).status()).isEqualTo(200);
        assertThat(world.identityCount("refreshes")).isEqualTo(1);
        assertThat(world.identityCount("refusals")).isZero();
    }

    @Test
    void signInWhenTheSameUserSignsInAgainThenPagesThatAreOpenGoOn() {
        browser.signedIn("doc");
        var first = browser.session();
        var page = browser.csrfToken();

        browser.signedIn("doc");

        assertThat(browser.session()).isNotEqualTo(first);
        assertThat(browser.send(Requests.newPatient().with("X-CSRF-Token", page))
                        .status())
                .isEqualTo(201);
        browser.signedIn("sam");
        assertThat(browser.send(Requests.newPatient().with("X-CSRF-Token", page))
                        .status())
                .isEqualTo(403);
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
