package io.portage.stubs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What an application sends to the identity provider.
abstract class OverOAuth extends OverSockets {
    static final String BASE = "/realms/ehr/protocol/openid-connect";
    static final String BACK = "http://localhost:3000/cb?x=1";

    static Reply form(String path, Map<String, String> fields, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        return send(
                "POST",
                WORLD.control().resolve(path),
                encoded(fields).getBytes(StandardCharsets.UTF_8),
                all.toArray(String[]::new));
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static Reply token(Map<String, String> fields) {
        return form(BASE + "/token", fields);
    }

    static Reply password(String user, String password) {
        return token(
                Map.of("grant_type", "password", "client_id", "portal-app", "username", user, "password", password));
    }

    static Reply refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "client_id", "portal-app", "refresh_token", refreshToken));
    }
}
