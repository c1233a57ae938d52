package io.portage.launcher.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A request, to be sent as it is; `Host`, `Content-Length` and `Connection` are added where they are missing.
///
/// @param path path and query
/// @param body text, sent as UTF-8; empty for none
public record Request(String method, String path, List<Header> headers, String body) {
    public Request {
        headers = List.copyOf(headers);
    }

    public static Request get(String path) {
        return new Request("GET", path, List.of(), "");
    }

    public static Request delete(String path) {
        return new Request("DELETE", path, List.of(), "");
    }

    public static Request post(String path, String mediaType, String body) {
        return new Request("POST", path, List.of(new Header("Content-Type", mediaType)), body);
    }

    byte[] bytes(String host) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var lines = new ArrayList<Header>();
        add(lines, new Header("Host", host));
        lines.addAll(headers);
        if (bytes.length > 0 || !method.equals("GET")) {
            add(lines, new Header("Content-Length", Integer.toString(bytes.length)));
        }
        add(lines, new Header("Connection", "close"));
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        lines.forEach(line -> head.append(line).append("\r\n"));
        return joined(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1), bytes);
    }

    private void add(List<Header> lines, Header line) {
        if (headers.stream().noneMatch(header -> header.is(line.name()))) {
            lines.add(line);
        }
    }

    private static byte[] joined(byte[] head, byte[] body) {
        var all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
