package io.portage.kong.diff;

import static io.portage.kong.diff.Sides.route;
import static io.portage.kong.diff.Sides.walks;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.flow.Walk;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What of a chain is another is told: who comes, goes, wins, is told something else, or for whom.
class ChainedTest {
    private static final String KEYS = "plugins: [{name: key-auth}]";
    private static final String LAB = """
            consumers:
              - username: lab
                keyauth_credentials: [{key: k}]
                plugins: [{name: request-transformer, config: {remove: {headers: [x-sent-at]}}}]
            """;

    private static List<String> changes(List<Walk> was, List<Walk> is) {
        return Chained.changes(was, is).stream().map(Change::toString).toList();
    }

    private static List<String> changes(String was, String is) {
        return changes(walks(was), walks(is));
    }

    @Test
    void changesWhenAConsumerGetsAChainOfItsOwnThenAddedAndBackThenGone() {
        var without = route("", KEYS);
        assertThat(changes(without, without + LAB)).containsExactly("+ a chain of its own for consumer lab");
        assertThat(changes(without + LAB, without)).containsExactly("- the chain of its own for consumer lab");
    }

    @Test
    void changesWhenAnotherInstanceWinsThenBothScopes() {
        var wide = route("plugins: [{name: cors}]", "");
        assertThat(changes(wide, route("", "plugins: [{name: cors}]"))).containsExactly("~ cors: service s → route r");
    }

    @Test
    void changesWhenAPluginComesOrGoesThenItsScope() {
        assertThat(changes(route("", ""), route("", KEYS))).containsExactly("+ key-auth (route r)");
        assertThat(changes(route("", KEYS), route("", ""))).containsExactly("- key-auth (route r)");
    }

    @Test
    void changesWhenOneRunsInAnotherPhaseThenThePhaseIsNamed() {
        var code =
                "plugins: [{name: pre-function, config: {%s: [\"kong.service.request.clear_header('X-Sent-At')\"]}}]\n";
        var plain = route("", "");
        assertThat(changes(plain, plain + code.formatted("rewrite")))
                .containsExactly("+ pre-function in rewrite (global)", "+ pre-function (global)");
        assertThat(changes(plain, route("", code.formatted("access").strip())))
                .containsExactly("+ pre-function (route r)");
    }

    @Test
    void changesWhenTheOrderIsAnotherThenBothOrders() {
        var walk = walks(route("", "plugins: [{name: key-auth}, {name: cors}]")).getFirst();
        var turned = new Walk(walk.caller(), walk.steps().reversed(), walk.headers());
        assertThat(changes(List.of(walk), List.of(turned))).containsExactly("~ order: cors, key-auth → key-auth, cors");
    }
}
