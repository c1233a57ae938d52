package io.portage.contracttests.kong;

import io.portage.contracttests.kong.NginxProcess.Chain;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.RecordingUpstream;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// What tests of the guards share: an upstream that records, behind header-guard in nginx.
@TestInstance(Lifecycle.PER_CLASS)
abstract class BehindNginx {
    private RecordingUpstream upstream;
    private NginxProcess nginx;

    @BeforeAll
    final void start(@TempDir Path directory) throws IOException {
        upstream = new RecordingUpstream(_ -> Reply.json(200, "{}"));
        nginx = NginxProcess.start(directory, upstream.port());
    }

    @AfterAll
    final void stop() {
        nginx.close();
        upstream.close();
    }

    @BeforeEach
    final void reset() {
        upstream.clear();
        upstream.script(_ -> Reply.json(200, "{}"));
    }

    final RecordingUpstream upstream() {
        return upstream;
    }

    final NginxProcess nginx() {
        return nginx;
    }

    final Message send(Chain chain, Request request) {
        return RawClient.send(nginx.port(chain), request);
    }
}
