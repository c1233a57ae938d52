package io.portage.kong.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.model.Route;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is called dead never gets a request, and what is called ambiguous has a request that proves it.
class OverlapsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paths: ['~/v1/'] | paths: [/v1/orders] | r1 dead by r0",
                "paths: ['~/v1/.*'], regex_priority: 1 | paths: ['~/v1/orders$'] | r1 dead by r0",
                "paths: [/v1] | paths: [/v1], methods: [GET] | ''",
                "paths: [/v1], methods: [GET, POST] | paths: [/v1/a], methods: [GET] | ''",
                "hosts: [a.example] | hosts: ['*.example'] | ''",
                "hosts: ['*.example'], paths: ['~/v1'] | hosts: [a.example], paths: [/v1] | ''",
                "paths: ['~/v1/'], snis: [a.example] | paths: [/v1/a] | ''",
                "paths: [/v1] | paths: [/v1] | r1 or r0: GET /v1",
                "paths: [/v1], methods: [GET] | paths: [/v1], methods: [POST] | ''",
                "paths: [/v1], methods: [GET, PUT] | paths: [/v1], methods: [PUT] | r1 or r0: PUT /v1",
                "paths: [/v1], hosts: [a.example] | paths: [/v1], hosts: [b.example] | ''",
                "paths: [/v1], hosts: ['*.example'] | paths: [/v1], hosts: ['a.*'] | r1 or r0: GET a.a.example/v1",
                "paths: ['~/v1/[^/]+$'] | paths: ['~/v1/search$'] | r1 or r0: GET /v1/search",
                "paths: ['~/v1/[0-9]+$'] | paths: ['~/v1/[a-z]+$'] | ''",
                "paths: ['~/v1/\\d+$'] | paths: ['~/v1/\\d+/items$'] | ''",
                "paths: ['~/v1/(?<id>\\w+)$'] | paths: ['~/v1/(?:a)$'] | r1 or r0: GET /v1/a",
                "paths: ['~/v1/[^/]+$'] | paths: [/v1/search] | ''",
                "paths: ['~/v1/\\p{Nd}+$'] | paths: ['~/v1/[A-Z]+$'] | r1 perhaps r0",
                "paths: ['~/v1/\\p{Nd}+$'] | paths: ['~/v1/[0-9]+$'] | r1 or r0: GET /v1/11",
                "paths: ['~/v1/\\p{Nd}+$'] | paths: ['~/v2/\\p{Nd}+$'] | ''",
                "paths: ['~/v1/\\p{Nd}+$'] | paths: ['~/v1/\\p{L}+$'], regex_priority: 1 | ''",
                "paths: ['~/v1/\\p{Nd}+$'], methods: [GET] | paths: ['~/v1/\\p{L}+$'], methods: [PUT] | ''",
                "paths: ['~/v1/\\p{Nd}+$'], hosts: [a.b] | paths: ['~/v1/\\p{L}+$'], hosts: [c.d] | ''",
                "paths: ['~/v1/\\p{Nd}+$'], snis: [a.b] | paths: ['~/v1/\\p{L}+$'] | ''",
                "paths: [/v1], headers: {x: [a]} | paths: [/v1], headers: {x: [b]} | ''",
                "paths: [/v1], headers: {x: [a, b]} | paths: [/v1], headers: {x: [B]} | r1 or r0: GET /v1",
                "paths: [/v1], snis: [a.example] | paths: [/v1], snis: [a.example] | ''",
            })
    void overlapsWhenTwoRoutesThenOnlyWhatIsCertain(String one, String other, String expected) {
        assertThat(String.join("; ", Routes.overlaps(Routes.matching(one, other))))
                .isEqualTo(expected);
    }

    @Test
    void overlapsWhenAPathOfSeveralIsDeadThenThatPath() {
        var matching = Routes.matching("paths: ['~/v1/']", "paths: [/v1/orders, /v2/orders-of-old]");
        assertThat(matching.overlaps(_ -> false)).singleElement().satisfies(it -> {
            assertThat(it.whole()).isFalse();
            assertThat(it.paths()).containsExactly("/v1/orders");
        });
    }

    @Test
    void overlapsWhenRandomThenNoRequestReachesTheDead() {
        var seed = 20261120L;
        var random = new Random(seed);
        for (var round = 0; round < 300; round++) {
            var routes = IntStream.range(0, 6).mapToObj(_ -> route(random)).toArray(String[]::new);
            var matching = Routes.matching(routes);
            var dead = matching.overlaps(_ -> false)
                    .filter(it -> it.kind() == Overlap.Kind.DEAD && it.whole())
                    .map(Overlap::route)
                    .toList();
            for (var i = 0; i < 60; i++) {
                var request = Request.of(one(random, "GET", "POST"), one(random, "a.x", "b.x", "c"), path(random));
                if (matching.routeFor(request) instanceof Taken.By(var taken)) {
                    assertThat(dead)
                            .as(seed + ": " + request + " of " + String.join(" | ", routes))
                            .doesNotContain(taken);
                }
            }
        }
    }

    @Test
    void overlapsWhenRandomThenEachExampleMatchesBoth() {
        var seed = 20261121L;
        var random = new Random(seed);
        for (var round = 0; round < 300; round++) {
            var routes = IntStream.range(0, 6).mapToObj(_ -> route(random)).toArray(String[]::new);
            var matching = Routes.matching(routes);
            matching.overlaps(_ -> false).forEach(it -> {
                var example = it.example().split("(?= )|(?=/)", 3);
                var request = Request.of(
                        example[0], example[1].strip(), "/" + it.example().split("/", 2)[1]);
                assertThat(matching.canTake(it.route(), request) && matching.canTake(it.other(), request))
                        .as(seed + ": " + it + " of " + String.join(" | ", routes))
                        .isTrue();
            });
        }
    }

    @Test
    void overlapsWhenFiveThousandRoutesThenSoon() {
        var routes = IntStream.range(0, 5000)
                .mapToObj(i -> "methods: [GET], hosts: [h" + i % 7 + ".example], paths: ['~/v1/t" + i / 50 + "/r" + i
                        + "/[^/]+$']")
                .toArray(String[]::new);
        var matching = Routes.matching(routes);
        var start = System.nanoTime();
        assertThat(matching.overlaps(_ -> false).map(Overlap::route).map(Route::label))
                .isEmpty();
        System.out.println("overlaps of 5000 routes: "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
    }

    private static String route(Random random) {
        var text = new StringBuilder("paths: ['" + pattern(random) + "']");
        if (random.nextBoolean()) {
            text.append(", methods: [")
                    .append(one(random, "GET", "POST", "GET, POST"))
                    .append("]");
        }
        if (random.nextInt(3) == 0) {
            text.append(", hosts: ['")
                    .append(one(random, "a.x", "b.x", "*.x", "a.*"))
                    .append("']");
        }
        return text + ", regex_priority: " + random.nextInt(2);
    }

    private static String pattern(Random random) {
        return one(random, "/", "/a", "/a/b", "/ab", "~/a", "~/a/.*", "~/a/b$", "~/a/[^/]+$", "~/[ab]/b", "~/a/\\w+");
    }

    private static String path(Random random) {
        return one(random, "/", "/a", "/a/b", "/a/b/c", "/ab", "/b/b", "/a/x", "/abc", "/a/");
    }

    private static String one(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }
}
