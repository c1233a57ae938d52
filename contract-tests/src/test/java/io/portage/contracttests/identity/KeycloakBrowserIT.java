package io.portage.contracttests.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.world.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.Cookie;
import tools.jackson.databind.JsonNode;

/// The EHR web's login in a real browser, at a real Keycloak.
@RealIdentity
@EnabledIf(
        value = "io.portage.contracttests.identity.Chromium#isInstalled",
        disabledReason = "chromium and chromedriver are not both on the PATH")
class KeycloakBrowserIT {
    private static final String COOKIE = "__Host-portage-session";
    private static final int TOKEN_SECONDS = 12;
    private static final int BURST = 20;
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.(eyJ[\\w-]+)\\.[\\w-]+");
    private static final Set<String> KINDS = Set.of("Bearer", "ID", "Refresh", "Offline");

    private final OnKeycloak keycloak;
    private Chromium browser;

    KeycloakBrowserIT(OnKeycloak keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void start() {
        keycloak.world().reset();
        browser = Chromium.start();
    }

    @AfterEach
    void stop() {
        browser.close();
        keycloak.realm().attribute("ehr-web", "access.token.lifespan", "");
    }

    @Test
    void signInWhenPasswordIsRightThenPageHasASessionAndNoToken() {
        signIn("doc");

        var session = browser.json();
        assertThat(session.path("subject").asString()).isEqualTo("doc");
        assertThat(session.path("tenant").asString()).isEqualTo("north");
        assertThat(session.path("roles")).isEqualTo(Json.read("[\"clinician\"]"));
        var cookie = cookie();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).as("this host's alone").isEqualTo("localhost");
        assertThat(browser.scriptableCookies()).isEmpty();
        assertThat(order(csrf()).path("status").asInt()).isEqualTo(201);
        assertNoTokenWasSeen();
    }

    @Test
    void fetchWhenCsrfTokenIsMissingThenRefused() {
        signIn("doc");

        var answer = order("");

        assertThat(answer.path("status").asInt()).isEqualTo(403);
        assertThat(Json.read(answer.path("body").asString()).path("code").asString())
                .isEqualTo("CSRF_INVALID");
        assertThat(keycloak.world().received("orders")).isEmpty();
        assertThat(order(csrf()).path("status").asInt()).isEqualTo(201);
    }

    @Test
    void fetchWhenTokenHasExpiredThenTwentyAtOnceMakeOneRefresh() {
        keycloak.realm().attribute("ehr-web", "access.token.lifespan", Integer.toString(TOKEN_SECONDS));
        keycloak.realm().keepEvents("REFRESH_TOKEN", "REFRESH_TOKEN_ERROR");
        signIn("doc");
        var id = cookie().getValue();
        long refreshes = refreshes();
        long signedIn = System.nanoTime();

        await().atMost(Duration.ofMinutes(1)).until(() -> System.nanoTime() - signedIn > expiry());
        var statuses = browser.run("Promise.all([...Array(" + BURST + ").keys()]"
                + ".map(i => fetch('/v1/immunizations?patientId=p1&i=' + i).then(a => a.status))).then(done)");

        assertThat(statuses.valueStream().map(JsonNode::asInt)).hasSize(BURST).containsOnly(200);
        assertThat(refreshes() - refreshes).isEqualTo(1);
        assertThat(keycloak.realm().events("REFRESH_TOKEN_ERROR")).isEmpty();
        assertThat(cookie().getValue()).isEqualTo(id);
        assertNoTokenWasSeen();
    }

    @Test
    void logoutWhenSignedInThenSessionEndsHereAndAtKeycloak() {
        var user = keycloak.realm().user("doc");
        var others = sessionsOf(user);
        signIn("doc");
        assertThat(sessionsOf(user)).hasSize(others.size() + 1);

        var answer = browser.fetch("POST", "/logout", Map.of("X-CSRF-Token", csrf()), "");

        assertThat(answer.path("status").asInt()).isEqualTo(200);
        assertThat(browser.fetch("GET", "/session", Map.of(), "").path("status").asInt())
                .isEqualTo(401);
        assertThat(sessionsOf(user)).isEqualTo(others);
        browser.open(gateway("/oauth2/authorization/ehr-web?return=/session"));
        assertThat(browser.showsLoginPage()).as("Keycloak asks again").isTrue();
    }

    private static long expiry() {
        return TimeUnit.SECONDS.toNanos(TOKEN_SECONDS + 1);
    }

    private void signIn(String user) {
        browser.open(gateway("/oauth2/authorization/ehr-web?return=/session"));
        assertThat(browser.address().toString()).startsWith(keycloak.keycloak().issuer(OnKeycloak.REALM) + "/");
        browser.signIn(user, gateway("/session"));
    }

    private String gateway(String path) {
        return "http://localhost:" + keycloak.gateway().port() + path;
    }

    private Cookie cookie() {
        return browser.cookies().stream()
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + COOKIE + " among " + browser.cookies()));
    }

    private String csrf() {
        var session = browser.fetch("GET", "/session", Map.of(), "");
        return Json.read(session.path("body").asString()).path("csrfToken").asString();
    }

    private JsonNode order(String csrf) {
        var headers = Map.of(
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                UUID.randomUUID().toString(),
                "X-CSRF-Token",
                csrf);
        return browser.fetch("POST", "/v1/orders", headers, "{\"type\":\"lab\",\"patientId\":\"p1\",\"code\":\"x\"}");
    }

    private Set<String> sessionsOf(String user) {
        var sessions = keycloak.realm().get("/users/" + user + "/sessions");
        return sessions.valueStream()
                .map(session -> session.path("id").asString())
                .collect(Collectors.toSet());
    }

    private long refreshes() {
        return keycloak.realm().events("REFRESH_TOKEN").count();
    }

    /// Keycloak's own cookies are signed the same way, but they open nothing at the gateway.
    private void assertNoTokenWasSeen() {
        var seen = browser.everythingSeen();
        assertThat(seen).as("answers are looked into").anyMatch(text -> text.contains("csrfToken"));
        var kinds = seen.stream()
                .flatMap(text -> JWT.matcher(text).results())
                .map(found -> new String(Base64.getUrlDecoder().decode(found.group(1)), StandardCharsets.UTF_8))
                .map(claims -> Json.read(claims).path("typ").asString(""));
        assertThat(kinds).doesNotContainAnyElementsOf(KINDS);
    }
}
