package io.portage.stubs.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A response, before it is written.
///
/// @param status the status
/// @param headers header lines without those that say where the body ends
/// @param body the body; empty where there is none
public record HttpResponse(int status, List<HeaderLine> headers, byte[] body) {
    public HttpResponse {
        headers = List.copyOf(headers);
    }

    public static HttpResponse empty(int status) {
        return new HttpResponse(status, List.of(), new byte[0]);
    }

    public static HttpResponse json(int status, JsonNode body) {
        return of(status, "application/json", Json.bytes(body));
    }

    public static HttpResponse html(int status, String page) {
        return of(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    /// Says what is wrong, in the shape that every part of the stubs uses.
    public static HttpResponse error(int status, String code, String message) {
        return json(status, Json.object().put("code", code).put("message", message));
    }

    private static HttpResponse of(int status, String contentType, byte[] body) {
        return new HttpResponse(status, List.of(new HeaderLine("Content-Type", contentType)), body);
    }

    public HttpResponse with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new HeaderLine(name, value));
        return new HttpResponse(status, more, body);
    }

    /// Whether a response of this status may have a body.
    boolean mayHaveBody() {
        return status >= 200 && status != 204 && status != 304;
    }
}
