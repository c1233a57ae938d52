package io.portage.gateway.session;

import io.portage.gateway.OwnCookies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/// The two cookies of a browser: the session's, and the login's while one is under way.
final class SessionCookie {
    static final String SESSION = OwnCookies.PREFIX + "session";
    static final String LOGIN = OwnCookies.PREFIX + "login";
    /// Lax, not Strict: the page that a login returns to, and one that is opened out of a message, are asked for by
    /// another site. What changes something needs more than the cookie anyway.
    static final String SAME_SITE = "Lax";

    private static final Set<String> OURS = Set.of(SESSION, LOGIN);

    private SessionCookie() {}

    /// The values of every session cookie that a request carries; of a browser's there is one at most.
    static List<String> sessions(HttpHeaders headers) {
        return values(headers, SESSION);
    }

    /// The values of every cookie of that name.
    static List<String> values(HttpHeaders headers, String name) {
        return headers.getOrEmpty(HttpHeaders.COOKIE).stream()
                .flatMap(line -> List.of(line.split(";", -1)).stream())
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .toList();
    }

    /// The exchange as if the browser had none of our cookies. Others keep their lines, order and spelling.
    static ServerWebExchange cutOut(ServerWebExchange exchange) {
        var lines = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.COOKIE);
        if (lines.stream().noneMatch(SessionCookie::holdsOurs)) {
            return exchange;
        }
        return exchange.mutate().request(request -> without(request, lines)).build();
    }

    private static void without(ServerHttpRequest.Builder request, List<String> lines) {
        var kept = new ArrayList<String>();
        for (var line : lines) {
            var others = holdsOurs(line) ? others(line) : line;
            if (!others.isBlank()) {
                kept.add(others);
            }
        }
        request.headers(headers -> {
            if (kept.isEmpty()) {
                headers.remove(HttpHeaders.COOKIE);
            } else {
                headers.put(HttpHeaders.COOKIE, kept);
            }
        });
    }

    private static String others(String line) {
        return List.of(line.split(";", -1)).stream()
                .filter(pair -> !isOurs(pair))
                .collect(Collectors.joining(";"))
                .stripLeading();
    }

    private static boolean holdsOurs(String line) {
        return List.of(line.split(";", -1)).stream().anyMatch(SessionCookie::isOurs);
    }

    private static boolean isOurs(String pair) {
        return OURS.contains(pair.split("=", 2)[0].strip());
    }

    /// The cookie of a login that is under way, or its end where the life is zero.
    static ResponseCookie login(String value, Duration life) {
        return attributes(ResponseCookie.from(LOGIN, value)).maxAge(life).build();
    }

    /// What both have in common. Neither has a `Domain`, so that it is this host's alone.
    static ResponseCookie.ResponseCookieBuilder attributes(ResponseCookie.ResponseCookieBuilder cookie) {
        return cookie.path("/").secure(true).httpOnly(true).sameSite(SAME_SITE);
    }
}
