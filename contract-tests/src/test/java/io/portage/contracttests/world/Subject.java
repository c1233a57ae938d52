package io.portage.contracttests.world;

import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import java.util.List;

/// A gateway under test: where it listens, which services it forwards to, and whom it believes.
///
/// @param extra header lines that go with every request, in addition to the test's own
public record Subject(int port, Services services, Tokens tokens, List<HeaderLine> extra) {
    public Message send(Request request) {
        return RawClient.send(port, request.with(extra));
    }

    /// The same gateway, with one more header line on every request.
    public Subject with(HeaderLine line) {
        return new Subject(port, services, tokens, List.of(line));
    }
}
