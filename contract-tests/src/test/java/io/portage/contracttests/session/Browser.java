package io.portage.contracttests.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Json;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// As much of a browser as a login needs: one host's cookies, and redirects that it follows when it is told to.
public final class Browser {
    public static final String SESSION = "__Host-portage-session";
    public static final String LOGIN = "__Host-portage-login";
    static final String BEGIN = "/oauth2/authorization/ehr-web";

    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private int port;

    /// @param port the gateway's
    public Browser(int port) {
        this.port = port;
    }

    /// The same browser at another gateway of the same host, as behind a balancer.
    Browser at(int otherPort) {
        port = otherPort;
        return this;
    }

    public @Nullable String cookie(String name) {
        return cookies.get(name);
    }

    public String session() {
        return Objects.requireNonNull(cookie(SESSION), "not signed in (expected: a session cookie)");
    }

    public void plant(String name, String value) {
        cookies.put(name, value);
    }

    /// Sends with its cookies, and keeps what it is given.
    public Message send(Request request) {
        var answer = RawClient.send(port, withCookies(request));
        answer.values("Set-Cookie").forEach(this::keep);
        return answer;
    }

    public Message get(String target) {
        return send(Request.of("GET", target));
    }

    /// Sends with the token of `GET /session`, as a page of ours does.
    public Message sendProven(Request request) {
        return send(request.with("X-CSRF-Token", csrfToken()));
    }

    public String csrfToken() {
        return whoIsSignedIn().required("csrfToken").asString();
    }

    public JsonNode whoIsSignedIn() {
        var answer = get("/session");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return Json.read(answer.text());
    }

    private Request withCookies(Request request) {
        var header = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return header.isEmpty() ? request : request.with("Cookie", header);
    }

    private void keep(String line) {
        var pair = line.split(";", 2)[0].split("=", 2);
        if (line.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    /// Where the gateway sends it to sign in.
    public URI begin(String query) {
        var answer = get(BEGIN + query);
        assertThat(answer.status()).as("%s", answer).isEqualTo(302);
        return location(answer);
    }

    /// Fills in the provider's login page; gives where that sends it back to.
    public static URI fillIn(URI loginPage, String user) {
        var form = Request.of("POST", loginPage.getRawPath() + "?" + loginPage.getRawQuery())
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body("username=" + encoded(user) + "&password=" + encoded(user));
        return location(RawClient.send(loginPage.getPort(), form));
    }

    /// Comes back to the gateway with what the provider gave.
    public Message comeBack(URI back) {
        return get(back.getRawPath() + "?" + back.getRawQuery());
    }

    /// The whole login; gives the answer that ends it.
    public Message signIn(String user, String query) {
        return comeBack(fillIn(begin(query), user));
    }

    public Browser signedIn(String user) {
        var answer = signIn(user, "");
        assertThat(answer.status()).as("%s", answer).isEqualTo(302);
        return this;
    }

    /// A parameter of an address.
    public static String parameter(URI address, String name) {
        for (var pair : address.getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError(address + " (expected: with " + name + ")");
    }

    static URI location(Message answer) {
        return URI.create(Objects.requireNonNull(answer.header("Location"), () -> "no Location: " + answer));
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The cookie lines of an answer for one name.
    static HeaderLine setCookie(Message answer, String name) {
        return answer.headers().stream()
                .filter(line -> line.named("Set-Cookie") && line.value().startsWith(name + "="))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cookie " + name + ": " + answer));
    }
}
