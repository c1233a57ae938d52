package io.portage.stubs.http;

import java.io.IOException;

/// Answers requests.
@FunctionalInterface
public interface HttpHandler {
    Answer handle(HttpRequest request) throws IOException, InterruptedException;
}
