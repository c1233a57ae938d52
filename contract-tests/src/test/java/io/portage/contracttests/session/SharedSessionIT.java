package io.portage.contracttests.session;

import static io.portage.contracttests.session.SessionIT.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Twins;
import io.portage.contracttests.world.World;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two gateways on one Redis: a browser need not know which of them it talks to.
@ExtendWith(Lab.class)
class SharedSessionIT {
    private final Twins gateways;
    private final World world;
    private final Browser browser;

    SharedSessionIT(Twins gateways) {
        this.gateways = gateways;
        this.world = gateways.world();
        this.browser = new Browser(gateways.first().port());
    }

    @BeforeEach
    @AfterEach
    void reset() {
        world.reset();
    }

    private Browser onSecond() {
        var twin = new Browser(gateways.second().port());
        twin.plant(Browser.SESSION, browser.session());
        return twin;
    }

    @Test
    void loginWhenBegunAtOneAndEndedAtTheOtherThenGoodAtBoth() {
        var back = Browser.fillIn(browser.begin(""), "doc");
        assertThat(browser.at(gateways.second().port()).comeBack(back).status()).isEqualTo(302);
        assertThat(browser.at(gateways.first().port())
                        .sendProven(Requests.newPatient())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void refreshWhenManyCallsComeToBothThenOneAndNobodyNotices() throws Exception {
        world.identity("{\"accessSeconds\":60,\"rotating\":true,\"delayMs\":500}");
        browser.signedIn("doc");
        var twin = onSecond();
        for (int round = 1; round <= 3; round++) {
            world.advance(Duration.ofMinutes(2));

            assertThat(SessionIT.atOnce(
                            20, i -> (i % 2 == 0 ? browser : twin).send(READ).status()))
                    .containsOnly(200);

            assertThat(world.identityCount("refreshes")).isEqualTo(round);
            assertThat(world.identityCount("refusals")).isZero();
        }
        assertThat(browser.session()).isEqualTo(twin.session());
    }

    @Test
    void logoutWhenAtOneThenOverAtBoth() {
        browser.signedIn("doc");
        var twin = onSecond();
        assertThat(twin.send(READ).status()).isEqualTo(200);
        assertThat(browser.sendProven(Request.of("POST", "/logout")).status()).isEqualTo(200);
        assertThat(twin.send(READ).status()).isEqualTo(401);
    }

    @Test
    void restartWhenSignedInThenStillSignedIn() {
        browser.signedIn("doc");
        var csrf = browser.csrfToken();
        gateways.restartSecond();
        var twin = onSecond();
        // the first request after a start may find the provider's keys slow to come
        await().atMost(Duration.ofSeconds(30)).until(() -> twin.send(READ).status() != 503);
        assertThat(twin.send(Requests.newPatient().with("X-CSRF-Token", csrf)).status())
                .isEqualTo(201);
    }

    @Test
    void sessionWhenItsLifeIsOverThenItEndsHoweverMuchItIsUsed() {
        browser.signedIn("doc");
        for (int minutes = 0; minutes < 600; minutes += 50) {
            assertThat(browser.send(READ).status()).as("%d minutes", minutes).isEqualTo(200);
            world.advance(Duration.ofMinutes(50));
        }
        assertThat(browser.send(READ).status()).isEqualTo(401);
    }

    @Test
    void dumpWhenSignedInThenNoTokenNoNameNoId() {
        var back = Browser.fillIn(browser.begin(""), "proxy");
        browser.comeBack(back);
        var csrf = browser.csrfToken();
        browser.send(READ);

        assertThat(gateways.dump())
                .contains("portage-session:{")
                .doesNotContain(
                        "eyJ", "proxy", "north", "patient", browser.session(), csrf, Browser.parameter(back, "code"));
    }
}
