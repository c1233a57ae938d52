package io.portage.contracttests.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.SyncContract;
import io.portage.contracttests.identity.Chromium;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/// `/docs` as a browser shows it that is in nobody's net but the gateway's.
@ExtendWith(Lab.class)
@Tag("full")
@EnabledIf(
        value = "io.portage.contracttests.identity.Chromium#isInstalled",
        disabledReason = "chromium and chromedriver are not both on the PATH")
class DocsBrowserIT {
    private static final String SHOWN = """
            const seen = () => {
              const shown = document.querySelectorAll('.opblock').length;
              if (shown < arguments[0]) { return setTimeout(seen, 50); }
              done({shown, loaded: performance.getEntriesByType('resource').map(entry => entry.name),
                    text: document.body.innerText});
            };
            seen();
            """;

    private final Stubbed gateway;
    private Chromium browser;

    DocsBrowserIT(Stubbed gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void start() {
        browser = Chromium.start();
    }

    @AfterEach
    void stop() {
        browser.close();
    }

    @Test
    void pageWhenOpenedThenEveryOperationAndNothingFromElsewhere() {
        var base = "http://localhost:" + gateway.port();
        browser.open(base + "/docs");
        var page = browser.run(SHOWN, SyncContract.bundled().operations().size());

        assertThat(page.path("text").asString())
                .contains("/v1/orders/batch", "/v1/portal/fhir/{rest}", "/v1/sync/mutations")
                .doesNotContain("Resolver error", "Could not render");
        assertThat(page.path("loaded").valueStream().map(entry -> entry.asString()))
                .contains(base + "/openapi.json")
                .allMatch(address -> address.startsWith(base + "/") || address.startsWith("data:"));
    }
}
