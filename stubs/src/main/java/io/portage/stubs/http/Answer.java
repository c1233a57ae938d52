package io.portage.stubs.http;

/// A response, and how the connection ends over it.
///
/// @param response what is answered
/// @param ending how much of it is written
public record Answer(HttpResponse response, Ending ending) {
    /// How an answer ends.
    public enum Ending {
        /// Written in full; the connection stays.
        WHOLE,
        /// The head with the full `Content-Length` and half the body, then the end of the stream.
        TRUNCATED,
        /// Nothing is written, the stream ends.
        CLOSED,
        /// Nothing is written, the connection is reset.
        RESET
    }

    public static Answer whole(HttpResponse response) {
        return new Answer(response, Ending.WHOLE);
    }
}
