package io.portage.stubs.http;

import java.io.IOException;

/// Bytes that are no HTTP/1.1 message.
final class MalformedHttpException extends IOException {
    MalformedHttpException(String message) {
        super(message);
    }
}
