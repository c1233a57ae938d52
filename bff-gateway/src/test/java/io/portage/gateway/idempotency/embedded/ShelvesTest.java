package io.portage.gateway.idempotency.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import io.portage.gateway.headers.Key;
import io.portage.gateway.idempotency.Fingerprint;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.offline.OfflineVerdict.Allowed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShelvesTest {
    private static final Instant LATER = TestClock.START.plusSeconds(60);
    private static final Fingerprint REQUEST = new Fingerprint("request");
    private static final KeyRecord FREE = new KeyRecord.Free(REQUEST, new Allowed(false), 1, null, LATER);
    private static final KeyRecord LOST =
            new KeyRecord.Unknown(REQUEST, new Allowed(false), 1, null, LATER, "", null, LATER);
    private final Shelves shelves = new Shelves();

    private static Scope key(String key) {
        return new Scope("north", "pat", new Key(key));
    }

    private static KeyRecord answer(int bytes) {
        return new KeyRecord.Completed(
                REQUEST,
                1,
                null,
                LATER.minusSeconds(60),
                new StoredResponse(201, List.of(), new byte[bytes]),
                LATER,
                LATER.plusSeconds(60));
    }

    @Test
    void bytesWhenRecordsComeChangeAndGoThenWhatIsKeptWeighs() {
        shelves.put(key("a"), answer(100));
        shelves.put(key("b"), answer(50));
        shelves.put(key("c"), LOST);
        assertThat(shelves.bytes()).isEqualTo(answer(100).size() + answer(50).size());
        shelves.put(key("a"), answer(10));
        assertThat(shelves.bytes()).isEqualTo(answer(10).size() + answer(50).size());
        shelves.put(key("b"), LOST);
        shelves.remove(key("never"));
        assertThat(shelves.bytes()).isEqualTo(answer(10).size());
        shelves.remove(key("a"));
        assertThat(shelves.bytes()).isZero();
        assertThat(shelves.size()).isEqualTo(2);
    }

    @Test
    void oldestWhenEachShelfHasSomeThenAFewOfEachOldestFirst() {
        for (int i = 0; i < 3; i++) {
            shelves.put(key("lost " + i), LOST);
            shelves.put(key("done " + i), answer(1));
            shelves.put(key("free " + i), FREE);
        }
        assertThat(shelves.oldest(2))
                .containsExactlyInAnyOrder(
                        key("free 0"), key("free 1"), key("done 0"), key("done 1"), key("lost 0"), key("lost 1"));
        assertThat(shelves.oldestFree()).isEqualTo(key("free 0"));
        assertThat(shelves.oldestAnswered()).isEqualTo(key("done 0"));
    }

    @Test
    void putWhenARecordChangesThenLastOnItsNewShelfAndGoneFromTheOld() {
        shelves.put(key("a"), FREE);
        shelves.put(key("b"), FREE);
        shelves.put(key("a"), FREE);
        assertThat(shelves.oldestFree()).isEqualTo(key("b"));
        shelves.put(key("b"), answer(1));
        shelves.put(key("a"), LOST);
        assertThat(shelves.oldestFree()).isNull();
        assertThat(shelves.oldestAnswered()).isEqualTo(key("b"));
        assertThat(shelves.get(key("a"))).isEqualTo(LOST);
        shelves.remove(key("b"));
        assertThat(shelves.oldestAnswered()).isNull();
        assertThat(shelves.oldest(9)).containsExactly(key("a"));
    }
}
