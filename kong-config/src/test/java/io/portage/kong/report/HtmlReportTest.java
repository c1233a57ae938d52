package io.portage.kong.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page escapes what it is given, asks for nothing, and stays of a size that opens.
class HtmlReportTest {
    private static final Pattern ASKS = Pattern.compile(
            "(?i)(src|href|action|data)\\s*=\\s*[\"'](?!#|data:,)|@import|url\\(|<(link|img|iframe|object)(?! rel=\"icon\")");

    @Test
    void pageWhenNamesAreMarkupThenTheyAreText() {
        var page = Format.HTML.of(List.of(Subjects.of("<b>kong</b>.yml", Subjects.EVERYTHING)), false);
        assertThat(page)
                .contains("&lt;b&gt;kong&lt;/b&gt;.yml", "&lt;img src=x onerror=alert(1)&gt; &amp; &#39;co&#39;")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<b>kong", "<img", "<script>alert");
    }

    @Test
    void pageThenItAsksForNothingBesideItself() {
        var page = Format.HTML.of(List.of(Subjects.of("kong.yml", Subjects.EVERYTHING)), false);
        assertThat(ASKS.matcher(page).results().map(it -> it.group()).toList()).isEmpty();
        assertThat(page).contains("Content-Security-Policy", "default-src 'none'", "prefers-color-scheme: dark");
    }

    @Test
    void pageThenEveryRouteItsVerdictsAndItsChain() {
        var page = Format.HTML.of(List.of(Subjects.of("kong.yml", Subjects.EVERYTHING)), false);
        assertThat(page)
                .contains("data-name=\"lost orders\" data-worst=\"violated\"")
                .contains("data-name=\"ended orders\" data-worst=\"terminated\"")
                .contains("data-name=\"fine orders\" data-worst=\"minted\"")
                .contains("3 plugins, Idempotency-Key violated", "mark violated", "mark minted", "mark unproven")
                .contains("connection-nominates");
    }

    @Test
    void pageWhenInvalidThenItSaysWhereAndDrawsNothing() {
        var page = Format.HTML.of(List.of(Subjects.of("kong.yml", "_format_version: \"3.0\"\nserwices: []\n")), false);
        assertThat(page).contains("invalid", "kong.yml:2:1", "<mark>^</mark>").doesNotContain("<svg", "<table");
    }

    @Test
    void pageWhenFiveThousandRoutesThenAllAreThereAndItIsNotHuge() {
        var page = Format.HTML.of(List.of(Subjects.large(5_000)), false);
        assertThat(page.split("<tr data-name=", -1)).hasSize(5_001);
        assertThat(page.length()).isLessThan(8_000_000);
    }
}
