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

    @Test
    void pageThenTheWorstChainIsTheFirst() {
        var page = Format.HTML.of(List.of(Subjects.of("kong.yml", Subjects.EVERYTHING)), false);
        assertThat(page.substring(page.indexOf("<details class=\"chain\"")))
                .containsSubsequence("<summary><span class=\"v violated\">", "<summary><span class=\"v terminated\">");
    }

    @Test
    void pageWhenSeveralFilesThenALinkToEachWithItsVerdict() {
        var subjects = List.of(Subjects.of("a.yml", Subjects.EVERYTHING), Subjects.of("b.yml", "services: 7"));
        assertThat(Format.HTML.of(subjects, false))
                .contains("<a href=\"#file1\">a.yml</a> <span class=\"v violated\">violated</span>")
                .contains("<a href=\"#file2\">b.yml</a> <span class=\"v invalid\">invalid</span>");
    }

    @Test
    void pageWhenMoreThanSomebodyReadsThenItSaysHowMuchMore() {
        var page = Format.HTML.of(List.of(Subjects.large(501, 1)), false);
        assertThat(page)
                .contains("<p>251 more chains, none of them worse")
                .contains("<p>2 more: <code>verify --format text</code>");
        assertThat(page.split("<details class=\"chain\"", -1)).hasSize(251);
        assertThat(page.split("<article", -1)).hasSize(501);
    }

    @Test
    void pageWhenManyConsumersHaveChainsThenTheFirstAreDrawn() {
        var text = new StringBuilder(Subjects.EVERYTHING);
        for (var i = 0; i < 20; i++) {
            text.append("""
                      - username: c%d
                        keyauth_credentials: [{key: k%d}]
                        plugins: [{name: request-transformer, config: {add: {headers: ["a:%d"]}}}]
                    """.formatted(i, i, i));
        }
        var page = Format.HTML.of(List.of(Subjects.of("kong.yml", text.toString())), false);
        assertThat(page).containsPattern("<p>\\d+ more consumers have chains of their own");
        assertThat(page.split("<details class=\"chain\"", -1))
                .allSatisfy(chain -> assertThat(chain.split("<h4>", -1)).hasSizeLessThanOrEqualTo(9));
    }

    @Test
    void pageThenWhatIsClosedAndWhatIsOpen() {
        var guarded = Subjects.EVERYTHING.replaceFirst(
                "plugins:", "plugins:\n  - name: header-guard\n  - name: header-guard-exit");
        assertThat(Format.HTML.of(List.of(Subjects.of("kong.yml", guarded)), false))
                .contains("<span class=\"v closed\">closed</span> <code>connection-nominates</code>")
                .contains("<span class=\"v open\">open</span> <code>nginx-directives</code>");
    }

    @Test
    void pageThenALineHasAnotherColourFromWhereAHeaderIsLost() {
        var page = Format.HTML.of(List.of(Subjects.of("kong.yml", Subjects.EVERYTHING)), false);
        assertThat(page).contains("class=\"lane violated\"", "class=\"lane minted\"", "class=\"lane preserved\"");
    }

    @Test
    void pageWhenNamesAreLongOrOfLargeLettersThenShortenedAndFound() {
        var text = Subjects.EVERYTHING.replace("name: lost", "name: Lost-Because-Of-Somebody-Who-Did-It");
        assertThat(Format.HTML.of(List.of(Subjects.of("kong.yml", text)), false))
                .contains("data-name=\"lost-because-of-somebody-who-did-it orders\"")
                .contains(">route Lost-Because-Of…</text>");
    }
}
