package io.portage.kong.diff;

import static io.portage.kong.diff.Sides.diff;
import static io.portage.kong.diff.Sides.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Verdict;
import io.portage.kong.model.Finding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever of a route or its service decides what becomes of a request is told when it changes.
class DiffTest {
    private static final String REMOVES =
            "plugins: [{name: request-transformer, config: {remove: {headers: [x-sent-at]}}}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| strip_path: false | ~ strip_path: true → false",
                "| preserve_host: true | ~ preserve_host: false → true",
                "| headers: {x-a: [b]} | ~ headers: none → {x-a=[b]}",
                "| methods: [GET] | ~ methods: none → [GET]",
                "| hosts: [a.b] | ~ hosts: none → [a.b]",
                "| protocols: [https] | ~ protocols: [http, https] → [https]",
                "| regex_priority: 7 | ~ regex_priority: 0 → 7",
                "| https_redirect_status_code: 308 | ~ https_redirect_status_code: 426 → 308",
                "| request_buffering: false | ~ request_buffering: true → false",
                "| response_buffering: false | ~ response_buffering: true → false",
                "retries: 0 | | ~ service retries: 5 → 0",
                "path: /p | | ~ service url: http://h:80 → http://h:80/p",
                "port: 81 | | ~ service url: http://h:80 → http://h:81",
                "connect_timeout: 7 | | ~ service connect_timeout: 60000 → 7",
                "read_timeout: 7 | | ~ service read_timeout: 60000 → 7",
                "write_timeout: 7 | | ~ service write_timeout: 60000 → 7"
            })
    void ofWhenATraitChangesThenTold(@Nullable String service, @Nullable String route, String change) {
        var is = route(service == null ? "" : service, route == null ? "" : route);
        assertThat(diff(route("", ""), is).routes())
                .flatExtracting(RouteDiff::matching)
                .extracting(Change::toString)
                .containsExactly(change);
    }

    @Test
    void ofWhenCertificatesAreVerifiedNoMoreThenTold() {
        var verified = route("protocol: https; tls_verify: true", "");
        assertThat(diff(verified, verified.replace("true", "false")).routes())
                .flatExtracting(RouteDiff::matching)
                .extracting(Change::toString)
                .containsExactly("~ service tls_verify: true → false");
    }

    @Test
    void countWhenOneChangeIsOnSeveralRoutesThenEach() {
        var was = route("", "") + "      - {name: r2, paths: [/r2]}\n      - {name: r3, paths: [/r3]}\n";
        var lost = diff(was, was + REMOVES + "\n");
        assertThat(lost.routes())
                .singleElement()
                .satisfies(it -> assertThat(it.routes()).containsExactly("r", "r2", "r3"));
        assertThat(lost.count(HeaderChange::isWorse)).isEqualTo(3);
        assertThat(lost.count(RouteDiff.Kind.CHANGED)).isEqualTo(3);
        assertThat(diff(was + REMOVES + "\n", was).count(HeaderChange::isBetter))
                .isEqualTo(3);
    }

    @Test
    void ofWhenOnlyLinesMoveThenNothing() {
        var lost = route("retries: 0", REMOVES);
        var moved = diff(lost, "# a line\n# and another\n" + lost);
        assertThat(moved.routes()).isEmpty();
        assertThat(moved.appeared()).isEmpty();
        assertThat(moved.gone()).isEmpty();
    }

    @Test
    void ofWhenAFindingIsMendedThenGone() {
        assertThat(diff(route("retries: 0", REMOVES), route("retries: 0", "")).gone())
                .extracting(Finding::rule)
                .containsExactly("headers/keeps-x-sent-at");
    }

    @ParameterizedTest
    @CsvSource({
        "PRESERVED, VIOLATED, true, false",
        "PRESERVED, UNPROVEN, true, false",
        "UNPROVEN, VIOLATED, true, false",
        "PRESERVED, MINTED, false, false",
        "MINTED, PRESERVED, false, false",
        "PRESERVED, TERMINATED, true, false",
        "TERMINATED, PRESERVED, false, true",
        "VIOLATED, MINTED, false, true",
        "VIOLATED, UNPROVEN, false, true",
        ", VIOLATED, true, false",
        ", UNPROVEN, true, false",
        ", TERMINATED, false, false",
        ", PRESERVED, false, false",
        "VIOLATED, , false, false"
    })
    void isWorseOrBetterThenAsAReaderWouldSay(
            @Nullable Verdict was, @Nullable Verdict is, boolean worse, boolean better) {
        var change = new HeaderChange(SyncHeader.SENT_AT, was, is, "");
        assertThat(change.isWorse()).isEqualTo(worse);
        assertThat(change.isBetter()).isEqualTo(better);
    }
}
