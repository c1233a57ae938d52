package io.portage.kong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/// What `docs/ci-kit.md` says to copy does what it says, in a repository such as it speaks of.
class CiKitIT {
    private static final Path PAGE = Path.of("../docs/ci-kit.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^## ([^\\n]+)$|^```(\\w+)\\n(.*?)^```$");
    private static final Pattern JENKINS = Pattern.compile("sh '([^']+)'");

    private Workplace place;

    @BeforeEach
    void workplace(@TempDir Path folder) throws Exception {
        place = new Workplace(folder);
    }

    private static List<String> blocks(String section, String language) throws IOException {
        var blocks = new ArrayList<String>();
        var at = "";
        for (var match : BLOCK.matcher(Files.readString(PAGE)).results().toList()) {
            if (match.group(1) != null) {
                at = match.group(1);
            } else if (at.equals(section) && match.group(2).equals(language)) {
                blocks.add(match.group(3));
            }
        }
        assertThat(blocks).as(section).isNotEmpty();
        return blocks;
    }

    private static Object yaml(String section) throws IOException {
        return new Load(LoadSettings.builder().build())
                .loadFromString(blocks(section, "yaml").getFirst());
    }

    private static Object in(Object node, Object... path) {
        var at = node;
        for (var step : path) {
            at = step instanceof Integer index ? ((List<?>) at).get(index) : ((Map<?, ?>) at).get(step);
            Objects.requireNonNull(at, String.valueOf(step));
        }
        return at;
    }

    private Workplace.Ended ended(String script, int exit) throws Exception {
        var ended = place.run(script);
        assertThat(ended.exit()).as(script + "\n" + ended.output()).isEqualTo(exit);
        return ended;
    }

    @Test
    void hookWhenAHeaderIsLostThenTheCommitIsRefused() throws Exception {
        var hook = in(yaml("Before a commit"), "repos", 0, "hooks", 0);
        assertThat("kong/kong.yml").matches(in(hook, "files").toString());
        var entry = in(hook, "entry") + " kong/kong.yml";
        ended(beginning().getLast(), 0);
        ended(entry, 0);
        place.loseAHeader();
        assertThat(ended(entry, 1).output()).contains("error headers/keeps-idempotency-key", "kong/kong.yml:12:");
        ended(beginning().getLast(), 1);
        ended(entry, 0);
    }

    private List<String> steps() throws IOException {
        return ((List<?>) in(yaml("GitHub Actions"), "jobs", "verify", "steps"))
                .stream()
                        .map(step -> ((Map<?, ?>) step).get("run"))
                        .filter(Objects::nonNull)
                        .map(run -> run.toString().replace("${{ github.event.number }}", "7"))
                        .toList();
    }

    private void assertSteps(int first) throws Exception {
        var steps = steps();
        assertThat(steps).hasSize(3);
        ended(steps.get(0), first);
        ended(steps.get(1), 0);
        ended(steps.get(2), 0);
        var schema = Objects.requireNonNull(getClass().getResourceAsStream("/sarif-used.schema.json"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate(place.read("kong.sarif"), InputFormat.JSON))
                .isEmpty();
        assertThat(place.read("asked-of-gh")).contains("pr comment 7 --body-file diff.md");
        assertThat(place.read("kong-report/index.html")).startsWith("<!doctype html>");
    }

    @Test
    void actionsWhenNothingIsWrongThenAllPass() throws Exception {
        assertSteps(0);
        assertThat(place.read("diff.md")).contains("0 added, 0 removed, 0 changed");
    }

    @Test
    void actionsWhenAHeaderIsLostThenTheFirstStepFailsAndTheOthersRun() throws Exception {
        place.loseAHeader();
        assertSteps(1);
        assertThat(place.read("kong.sarif")).contains("headers/keeps-idempotency-key", "\"uri\": \"kong/kong.yml\"");
        assertThat(place.read("diff.md")).contains("preserved", "**violated**");
    }

    @Test
    void actionsWhenAPluginIsNotDeclaredThenTwo() throws Exception {
        place.useAPluginOfOurs();
        assertSteps(2);
    }

    @Test
    void gitlabThenJunitAndAPage() throws Exception {
        var job = in(yaml("GitLab"), "kong");
        place.loseAHeader();
        ended(in(job, "script", 0).toString(), 1);
        ended(in(job, "after_script", 0).toString(), 0);
        assertThat(failures(in(job, "artifacts", "reports", "junit").toString()))
                .isEqualTo("1");
        assertThat(place.read(in(job, "artifacts", "paths", 0) + "/index.html")).contains("violated");
    }

    @Test
    void jenkinsThenJunit() throws Exception {
        var commands = JENKINS.matcher(blocks("Jenkins", "groovy").getFirst());
        assertThat(commands.find()).isTrue();
        ended(commands.group(1), 0);
        assertThat(failures("kong-junit.xml")).isEqualTo("0");
    }

    private String failures(String file) throws Exception {
        var source = new InputSource(new StringReader(place.read(file)));
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source);
        return ((Element) document.getElementsByTagName("testsuite").item(0)).getAttribute("failures");
    }

    @Test
    void declarationWhenMadeThenProvedAndTheSameAgain() throws Exception {
        place.useAPluginOfOurs();
        ended(
                "java -jar tools/portage-kong.jar plugin new our-audit --in plugins"
                        + " && mv plugins/kong-plugin-our-audit plugins/our-audit",
                0);
        var declare = blocks("Declare a plugin of your own", "sh");
        assertThat(ended(declare.getFirst(), 0).output()).contains("kong/kong.yml: proved");
        ended("git add ci", 0);
        ended(declare.getLast(), 0);
    }

    private static List<String> beginning() throws IOException {
        return Pattern.compile("(?m)^\\d\\. `(java [^`]+)`")
                .matcher(Files.readString(PAGE))
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    @Test
    void beginningThenEachCommandRuns() throws Exception {
        assertThat(beginning()).hasSize(2);
        assertThat(ended(beginning().getFirst(), 1).output()).contains("scope contract");
        ended(beginning().getLast(), 0);
        assertThat(place.read("ci/kong-baseline.json")).contains("\"verdict\": \"proved\"");
    }
}
