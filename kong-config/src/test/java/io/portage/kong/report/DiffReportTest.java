package io.portage.kong.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.diff.HeaderChange;
import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A change is told short, and of several headers together only where the same happened for the same reason.
class DiffReportTest {
    @Test
    void namesWhenMoreThanFiveThenHowManyMore() {
        assertThat(DiffReport.names(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c, d, e");
        assertThat(DiffReport.names(List.of("a", "b", "c", "d", "e", "f"))).isEqualTo("a, b, c, d, e and 1 more");
    }

    private static HeaderChange lost(SyncHeader header, String because) {
        return new HeaderChange(header, Verdict.PRESERVED, Verdict.VIOLATED, because);
    }

    @Test
    void ofWhenTheReasonIsAnotherThenApart() {
        var same = SameChange.of(List.of(
                lost(SyncHeader.SENT_AT, "one"),
                lost(SyncHeader.QUEUED_AT, "other"),
                lost(SyncHeader.AUTHORIZATION, "one")));
        assertThat(same)
                .extracting(SameChange::names)
                .containsExactly(List.of("X-Sent-At", "Authorization"), List.of("X-Queued-At"));
    }

    @Test
    void codeWhenABacktickIsInItThenItEndsNothing() {
        assertThat(DiffMarkdown.code("a|b")).isEqualTo("`a\\|b`");
        assertThat(DiffMarkdown.code("a`<b")).isEqualTo("<code>a`&lt;b</code>");
    }
}
