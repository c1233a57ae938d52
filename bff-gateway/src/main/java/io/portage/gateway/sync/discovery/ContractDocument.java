package io.portage.gateway.sync.discovery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/// `/.well-known/sync-contract`, ready but for the time.
final class ContractDocument {
    static final String PATH = "/.well-known/sync-contract";
    static final String SCHEMA_PATH = "/.well-known/sync-contract.schema.json";

    /// Of the form: the minor grows with members that old clients can pass over, the major with everything else.
    private static final String VERSION = "1.0";

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final String revision;
    private final byte[] head;
    private final byte[] tail;

    ContractDocument(ContractView view) {
        var content = DocumentJson.MAPPER.writeValueAsBytes(view);
        var opening = "{\"$schema\":\"%s\",\"version\":\"%s\",".formatted(SCHEMA_PATH, VERSION);
        revision = Revision.of(opening.getBytes(US_ASCII), content);
        head = (opening + "\"revision\":\"" + revision + "\",\"serverTime\":\"").getBytes(US_ASCII);
        content[0] = ',';
        tail = ByteBuffer.allocate(content.length + 1)
                .put((byte) '"')
                .put(content)
                .array();
    }

    /// The same for the same rules, on whichever gateway.
    String revision() {
        return revision;
    }

    byte[] at(Instant now) {
        var time = TIME.format(now).getBytes(US_ASCII);
        return ByteBuffer.allocate(head.length + time.length + tail.length)
                .put(head)
                .put(time)
                .put(tail)
                .array();
    }
}
