package io.portage.stubs;

import io.portage.stubs.http.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// An answer as the tests look at it.
///
/// @param response what the HTTP client got
record Reply(HttpResponse<byte[]> response) {
    int status() {
        return response.statusCode();
    }

    byte[] body() {
        return response.body();
    }

    String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return Json.parse(body());
    }

    /// The text at a JSON pointer of the body; empty where there is none.
    String at(String pointer) {
        return json().at(pointer).asString("");
    }

    /// `code`, the way clients branch on errors.
    String code() {
        return at("/code");
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
