package io.portage.stubs.identity;

import io.portage.stubs.http.FormFields;
import io.portage.stubs.http.HttpRequest;
import io.portage.stubs.http.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The authorization endpoint: a plain form, and the way back to the application.
final class LoginPage {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Sign in to ehr</title>
            <style>body{font:16px system-ui;max-width:20rem;margin:4rem auto}label,input,button{display:block;width:100%%}
            input,button{box-sizing:border-box;font:inherit;margin:.25rem 0 1rem;padding:.5rem}</style>
            <h1>Sign in</h1>
            <p>%s</p>
            <form method="post">
            <label for="username">User</label><input id="username" name="username" autocomplete="username" autofocus>
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password">
            <button id="kc-login" type="submit">Sign in</button>
            </form>
            </html>
            """;

    private final AuthorizationCodes codes;
    private final String issuer;

    LoginPage(AuthorizationCodes codes, String issuer) {
        this.codes = codes;
        this.issuer = issuer;
    }

    /// A GET shows the form; its POST goes to the same address, query included.
    HttpResponse answer(HttpRequest request) {
        try {
            var asked = AuthorizationRequest.of(request.query());
            return request.method().equals("POST") ? login(asked, request) : page("");
        } catch (AuthorizationRequest.Refused e) {
            return back(e.request(), Map.of("error", e.error(), "error_description", String.valueOf(e.getMessage())));
        } catch (OAuthError e) {
            return HttpResponse.html(
                    400, "<!doctype html><title>400</title><p>" + escaped(String.valueOf(e.getMessage())));
        }
    }

    private HttpResponse login(AuthorizationRequest asked, HttpRequest request) {
        var form = FormFields.parse(new String(request.body(), StandardCharsets.UTF_8));
        return Directory.user(form.getOrDefault("username", ""), form.getOrDefault("password", ""))
                .map(identity -> back(asked, Map.of("code", codes.issue(identity, asked))))
                .orElseGet(() -> page("Invalid username or password."));
    }

    private static HttpResponse page(String message) {
        return HttpResponse.html(200, PAGE.formatted(escaped(message))).with("Cache-Control", "no-store");
    }

    private HttpResponse back(AuthorizationRequest asked, Map<String, String> result) {
        var parameters = new LinkedHashMap<>(result);
        asked.state().ifPresent(state -> parameters.put("state", state));
        parameters.put("iss", issuer);
        var query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var separator = asked.redirectUri().contains("?") ? "&" : "?";
        return HttpResponse.empty(302).with("Location", asked.redirectUri() + separator + query);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
