package io.portage.contracttests.identity;

import io.portage.contracttests.world.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/// The tokens that Keycloak handed out.
record SignedIn(String accessToken, String idToken, String refreshToken) {
    static SignedIn of(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("token endpoint answered " + answer.statusCode() + " " + answer.body());
        }
        var body = Json.read(answer.body());
        return new SignedIn(
                body.path("access_token").asString(),
                body.path("id_token").asString(""),
                body.path("refresh_token").asString(""));
    }

    JsonNode claims() {
        return part(accessToken, 1);
    }

    JsonNode header() {
        return part(accessToken, 0);
    }

    /// The key it is signed with.
    String key() {
        return header().path("kid").asString();
    }

    static JsonNode part(String token, int index) {
        var part = token.split("\\.", -1)[index];
        return Json.read(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
