package io.portage.stubs.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A very long run must not fill the memory.
final class JournalTest {
    private final Journal journal = new Journal();

    private void record(String path, byte[] body) {
        journal.record(new ReceivedRequest("orders", "GET", path, List.of(), body, Instant.EPOCH));
    }

    @Test
    void journalWhenTooLongThenKeepsTheNewest() {
        for (int i = 0; i <= 100_000; i++) {
            record("/" + i, new byte[0]);
        }
        assertThat(journal.all()).hasSize(100_000);
        assertThat(journal.all().getFirst().path()).isEqualTo("/1");
        assertThat(journal.all().getLast().path()).isEqualTo("/100000");
    }

    @Test
    void journalWhenTooHeavyThenKeepsTheNewest() {
        var body = new byte[64 * 1024 * 1024];
        for (int i = 0; i < 5; i++) {
            record("/" + i, body);
        }
        assertThat(journal.all()).extracting(ReceivedRequest::path).containsExactly("/1", "/2", "/3", "/4");
        journal.clear();
        assertThat(journal.all()).isEmpty();
    }
}
