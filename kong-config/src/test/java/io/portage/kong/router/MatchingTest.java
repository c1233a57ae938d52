package io.portage.kong.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The router takes what Kong's takes, and says so where the order is not certain.
class MatchingTest {
    @ParameterizedTest
    @CsvSource({
        "/orders, r0",
        "/orders/1?x=y, r0",
        "/orders-archive, r0",
        "/ORDERS, nobody",
        "//orders, r0",
        "/a/../orders, r0",
        "/a/%2e%2e/orders, r0",
        "/%6frders, r0",
        "/a%2Forders, nobody",
        "http://kong/orders, r0",
        "/order, nobody"
    })
    void routeForWhenPrefixThenNormalisedAndByCharacter(String path, String expected) {
        assertThat(Routes.taken(Routes.matching("paths: [/orders]"), Request.of("GET", "kong", path)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com, r0",
        "api.example.com:8443, r0",
        "API.EXAMPLE.COM, nobody",
        "www.other.org, r1",
        "a.b.other.org, r1",
        "other.org, nobody",
        "cdn.x, r2"
    })
    void routeForWhenHostsThenLetterCaseAndStarsAsKong(String host, String expected) {
        var matching = Routes.matching("hosts: [api.example.com]", "hosts: ['*.other.org']", "hosts: ['cdn.*']");
        assertThat(Routes.taken(matching, Request.of("GET", host, "/"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"idem-1, r0", "IDEM-1, r0", "'idem-1, x', r1", ", r1"})
    void routeForWhenHeadersThenOneOfTheValuesInAnyCase(String value, String expected) {
        var matching = Routes.matching("paths: [/], headers: {Idempotency-Key: [idem-1, idem-2]}", "paths: [/]");
        var headers = value == null ? Map.<String, List<String>>of() : Map.of("idempotency-key", List.of(value));
        assertThat(Routes.taken(matching, new Request("GET", "kong", "/", headers)))
                .isEqualTo(expected);
    }

    @Test
    void routeForWhenUnderscoreThenAHyphenToTheNewRouterAlone() {
        var routes = new String[] {"paths: [/], headers: {Idempotency-Key: [a]}", "paths: [/]"};
        var request = new Request("GET", "kong", "/", Map.of("idempotency_key", List.of("a")));
        assertThat(Routes.taken(Routes.matching(routes), request)).isEqualTo("r0");
        assertThat(Routes.taken(Routes.traditional(routes), request)).isEqualTo("r1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paths: [/a] | paths: [/a/b] | r1",
                "paths: ['~/a/b'] | paths: [/a/b/c] | r0",
                "methods: [GET], paths: [/a] | paths: [/a/b/c] | r0",
                "paths: ['~/a'], regex_priority: 2 | paths: ['~/a/b/c$'], regex_priority: 1 | r0",
                "paths: [/a], headers: {x: ['1']} | paths: [/a], headers: {x: ['1'], y: ['1']} | r1",
                "hosts: ['*.example.com'] | paths: [/] | r1",
                "hosts: ['*.example.com'], paths: [/] | paths: [/a] | r0",
                "paths: [/a], methods: [GET] | paths: ['~/a/b/c'] | unsure [r0, r1]",
                "hosts: [api.example.com] | methods: [GET], paths: [/a] | unsure [r0, r1]",
            })
    void routeForWhenSeveralMatchThenTheOrderOfKongOrUnsure(String one, String other, String expected) {
        var request = new Request("GET", "api.example.com", "/a/b/c", Map.of("x", List.of("1"), "y", List.of("1")));
        assertThat(Routes.taken(Routes.matching(one, other), request)).isEqualTo(expected);
    }

    @Test
    void routeForWhenMixedPathsThenEachKindHasItsOwnPriority() {
        var matching = Routes.matching("paths: [/a, '~/z/[0-9]+$']", "paths: [/a/b]");
        assertThat(Routes.taken(matching, Request.of("GET", "kong", "/a/b"))).isEqualTo("r1");
        assertThat(Routes.taken(matching, Request.of("GET", "kong", "/z/7"))).isEqualTo("r0");
    }

    @Test
    void routeForWhenWildcardHostAndPathThenTheFlavorDecides() {
        var routes = new String[] {"hosts: ['*.example.com']", "paths: [/]"};
        var request = Request.of("GET", "www.example.com", "/");
        assertThat(Routes.taken(Routes.matching(routes), request)).isEqualTo("r1");
        assertThat(Routes.taken(Routes.traditional(routes), request)).isEqualTo("r0");
    }

    @Test
    void routeForWhenMoreThanTheRequestDecidesThenUnsure() {
        var matching = Routes.matching("paths: [/], snis: [a.example]", "paths: [/]");
        assertThat(Routes.taken(matching, Request.of("GET", "kong", "/"))).startsWith("unsure");
    }

    @Test
    void routeForWhenTheServiceIsOffThenAsIfItWereNotThere() {
        var matching = Routes.matching("paths: [/a]}], enabled: false, tags: [x], plugins: [{name: cors");
        assertThat(Routes.taken(matching, Request.of("GET", "kong", "/a"))).isEqualTo("nobody");
    }
}
