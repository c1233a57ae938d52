package io.portage.kong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How commands end, and what they say of what is given to them.
class CommandTest extends CommandFolder {
    private static final String ROUTE = """
            _format_version: "3.0"
            services:
              - name: s
                url: http://s:80
                retries: 0
                routes:
                  - name: r
                    paths: [/r]
                    strip_path: false
            """;

    @BeforeEach
    void configurations() throws IOException {
        write("fine.yml", ROUTE);
        write("lost.yml", ROUTE + plugin("request-transformer", "remove: {headers: [x-sent-at]}"));
        write("unproven.yml", ROUTE + plugin("pre-function", "access: [\"kong.ctx.shared.f()\"]"));
        write("invalid.yml", "services: 7\n");
    }

    private static String plugin(String name, String config) {
        return "        plugins: [{name: " + name + ", config: {" + config + "}}]\n";
    }

    @ParameterizedTest
    @CsvSource({
        "fine, lost, 1",
        "lost, fine, 1",
        "fine, unproven, 2",
        "unproven, fine, 2",
        "unproven, lost, 1",
        "lost, unproven, 1",
        "lost, invalid, 3",
        "invalid, lost, 3",
        "invalid, unproven, 3"
    })
    void verifyWhenSeveralThenItEndsAsTheWorst(String one, String other, int exit) {
        assertThat(run("verify", "--strict", "./" + one + ".yml", "./" + other + ".yml"))
                .isEqualTo(exit);
    }

    @Test
    void verifyWhenAPatchReleaseThenItsReleaseLine() {
        assertThat(run("verify", "./fine.yml", "--kong-version", "3.7.1")).isZero();
        assertThat(out.toString()).contains("(Kong 3.7,");
    }

    /// Its one operation has no route here, and those of the bundled contract are not asked for.
    @Test
    void verifyWhenAContractIsGivenThenItsOperationsCount() throws IOException {
        write("contract/notes.yml", """
                service: notes
                title: Notes
                retention: PT24H
                dedupe-window: PT24H
                defaults:
                  key: { need: supported, body: /clientMutationId }
                  dedupes-by: []
                  no-effect: { statuses: [400-407, 409-499], with-retry-after: [503] }
                  roles: [clinician]
                  size-limit: 1MiB
                  media-types: [application/json]
                  timeout: PT10S
                  after-retention: tombstone
                  on-store-failure: reject
                operations:
                  - id: note.get
                    request: GET /v1/notes
                    source: a test
                """);
        assertThat(run("verify", "./fine.yml", "--scope", "contract", "--contract", "./contract"))
                .as(err.toString())
                .isEqualTo(Exit.FOUND);
        assertThat(out.toString())
                .contains("note.get (GET /v1/notes): no route", "1 error")
                .doesNotContain("/v1/orders");
    }

    /// Strict is about what nobody can say and nobody has accepted.
    @Test
    void verifyWhenTheBaselineHasWhatIsUnprovenThenNotStrictAboutIt() throws IOException {
        run("verify", "./unproven.yml", "--format", "json");
        write("b.json", out.toString().replace("unproven.yml", "both.yml"));
        var both = Files.readString(folder.resolve("unproven.yml"));
        write("both.yml", both);
        assertThat(run("verify", "./both.yml", "--strict", "--baseline", "./b.json"))
                .isZero();
        write(
                "both.yml",
                both
                        + "      - {name: r2, paths: [/r2], plugins: [{name: pre-function, config: {access: ['kong.ctx.shared.g()']}}]}\n");
        assertThat(run("verify", "./both.yml", "--strict", "--baseline", "./b.json"))
                .isEqualTo(2);
    }

    /// What is waived uses up nothing of what was known.
    @Test
    void verifyWhenOneIsWaivedThenTheBaselineIsLeftForTheOther() throws IOException {
        var limits =
                "plugins: [{name: rate-limiting, config: {minute: 5, policy: redis, redis: {host: r, password: p}}}]";
        var one = ROUTE + "        " + limits + "\n";
        write("limits.yml", one);
        run("verify", "./limits.yml", "--format", "json");
        write("b.json", out.toString());
        out.getBuffer().setLength(0);
        var waiver = " # portage:allow secrets/clear-text until 2999-12-31 because it is none";
        write("limits.yml", one.replace(limits, limits + waiver) + limits + "\n");
        run("verify", "./limits.yml", "--baseline", "./b.json");
        assertThat(out.toString()).contains("2 waived or known before").doesNotContain("secrets/clear-text");
    }

    @Test
    void verifyWhenTheBaselineIsNoTextThenSo() throws IOException {
        Files.write(folder.resolve("b.json"), new byte[] {'{', (byte) 0xff});
        assertThat(run("verify", "./fine.yml", "--baseline", "./b.json")).isEqualTo(Exit.UNUSABLE);
        assertThat(err.toString()).endsWith("b.json: no text (expected: UTF-8)\n");
    }

    /// Scope is what a verdict speaks of; somebody who names a route wants that one.
    @Test
    void explainWhenTheRouteIsOutOfScopeThenExplainedAllTheSame() throws IOException {
        var text = ROUTE + "      - {name: ours, paths: [/ours], tags: [portage]}\n";
        write("ours.yml", text);
        run("verify", "./ours.yml");
        assertThat(out.toString()).contains("1 of 2 routes, scope contract");
        assertThat(run("explain", "./ours.yml", "--route", "r"))
                .as(err.toString())
                .isZero();
    }

    @Test
    void reportWhenAFileIsInvalidThenThreeAndThePageSaysWhy() throws IOException {
        assertThat(run("report", "./fine.yml", "./invalid.yml", "--out", "./page"))
                .isEqualTo(Exit.UNUSABLE);
        assertThat(Files.readString(folder.resolve("page/index.html"))).contains("kong/wrong-type");
    }

    @Test
    void reportWhenABaselineIsGivenThenWhatIsKnownIsCounted() throws IOException {
        run("verify", "./lost.yml", "--format", "json");
        write("b.json", out.toString());
        assertThat(run("report", "./lost.yml", "--baseline", "./b.json", "--out", "./page"))
                .isZero();
        assertThat(Files.readString(folder.resolve("page/index.html")))
                .contains("1 waived or known before")
                .doesNotContain("<article");
    }

    /// What a consumer's own plugin does is told as the consumer's.
    @Test
    void verifyWhenAConsumersPluginDoesItThenJsonNamesTheConsumer() throws IOException {
        write("consumer.yml", ROUTE + "        plugins: [{name: key-auth}]\n" + """
                consumers:
                  - username: lab
                    keyauth_credentials: [{key: k}]
                    plugins: [{name: request-transformer, config: {remove: {headers: [x-sent-at]}}}]
                """);
        assertThat(run("verify", "./consumer.yml", "--format", "json")).isEqualTo(Exit.FOUND);
        assertThat(out.toString()).contains("\"consumer\": \"lab\"");
    }

    private static Writer failing(Throwable failure) {
        return new StringWriter() {
            @Override
            public void write(String text, int from, int length) {
                switch (failure) {
                    case Error error -> throw error;
                    case RuntimeException mistake -> throw mistake;
                    default -> throw new IllegalStateException(failure);
                }
            }
        };
    }

    @Test
    void runWhenMemoryIsOverThenThreeAndOneMessage() {
        assertThat(run(failing(new OutOfMemoryError("heap")), "verify", "./fine.yml"))
                .isEqualTo(Exit.UNUSABLE);
        assertThat(err.toString())
                .contains("too much for the memory that Java has")
                .hasLineCount(1);
    }

    @Test
    void runWhenItIsAMistakeOfOursThenSeventyAndOneMessage() {
        assertThat(run(failing(new IllegalStateException("boom")), "verify", "./fine.yml"))
                .isEqualTo(Exit.OURS);
        assertThat(err.toString())
                .startsWith("portage kong: a mistake of this program: java.lang.IllegalStateException: boom at ")
                .hasLineCount(1);
    }
}
