package io.portage.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How browsers sign in.
///
/// @param clientId the client that browsers sign in with, at the issuer of `portage.token`; without it there is no
///     login, and no session
/// @param clientSecret the client's secret
/// @param baseUrl where browsers reach this gateway, such as `https://ehr.example`; required where there is a login
/// @param origins origins beside that of `base-url` whose pages may change something by a session
/// @param afterLogout the path at `base-url` where the identity provider sends a browser after a logout
/// @param timeout how long the identity provider may take
public record LoginSettings(
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable URI baseUrl,
        @DefaultValue List<String> origins,
        @DefaultValue("/") String afterLogout,
        @DefaultValue("PT3S") Duration timeout) {
    public LoginSettings {
        if (clientId != null) {
            demand(clientId, clientSecret, baseUrl);
        }
        for (var origin : origins) {
            if (!origin.matches("https?://[^/?#\\s]+")) {
                throw Settings.expected("login.origins", origin, "an origin such as https://ehr.example");
            }
        }
        if (!afterLogout.startsWith("/") || afterLogout.startsWith("//")) {
            throw Settings.expected("login.after-logout", afterLogout, "a path such as /");
        }
        Settings.positive("login.timeout", timeout);
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "LoginSettings[clientId=" + clientId + ", baseUrl=" + baseUrl + "]";
    }

    private static void demand(String clientId, @Nullable String clientSecret, @Nullable URI baseUrl) {
        if (clientId.isBlank()) {
            throw Settings.expected("login.client-id", "\"\"", "the client's name, or not set at all");
        }
        if (clientSecret == null || clientSecret.isBlank()) {
            throw Settings.expected("login.client-secret", "not set", "the secret of the client " + clientId);
        }
        if (baseUrl == null
                || !Settings.isAddress(baseUrl)
                || !baseUrl.getRawPath().isEmpty()) {
            throw Settings.expected(
                    "login.base-url",
                    baseUrl == null ? "not set" : baseUrl,
                    "where browsers reach this gateway, without a path, such as https://ehr.example");
        }
    }
}
