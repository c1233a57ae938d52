package io.portage.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `./portage` itself: help, builds only where something changed, and the arguments that it passes on.
final class PortageScriptTest {
    private static final int USAGE_ERROR = 64;
    private final ScriptProject project;

    PortageScriptTest(@TempDir Path folder) throws IOException {
        project = new ScriptProject(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "help, portage",
        "--help, portage",
        "up --help, up",
        "demo -h, demo",
        "chaos --help, chaos",
        "bench micro --help, bench",
        "test --full --help, test"
    })
    void helpWhenAskedForThenPrintedWithoutABuild(String arguments, String text) throws Exception {
        var outcome = project.portage(arguments.split(" "));
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.output()).isEqualTo(Main.help(text));
        assertThat(project.askedOfMaven()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"probe", "doctor", "Settle", "Up", "--port"})
    void verbWhenUnknownThenItSaysWhichThereAre(String verb) throws Exception {
        var outcome = project.portage(verb);
        assertThat(outcome.exit()).isEqualTo(USAGE_ERROR);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors())
                .isEqualTo("portage: unknown verb: " + verb
                        + " (expected: demo, up, kong, chaos, settle, bench, test or help)\n");
    }

    @Test
    void verbWhenMissingThenHelpAsAnError() throws Exception {
        var outcome = project.portage();
        assertThat(outcome.exit()).isEqualTo(USAGE_ERROR);
        assertThat(outcome.errors()).isEqualTo(Main.help("portage"));
    }

    @Test
    void upWhenNothingIsBuiltThenBuiltOnceAndStartedOnTheRightJdk() throws Exception {
        var first = project.portage("up", "--port", "1", "a b");
        assertThat(first.output()).isEqualTo("started with [up, --port, 1, a b] on 25\n");
        assertThat(first.errors()).isEqualTo("portage: building; the first time takes a minute or two ...\n");
        var second = project.portage("demo", "--exit");
        assertThat(second.output()).isEqualTo("started with [demo, --exit] on 25\n");
        assertThat(second.errors()).isEmpty();
        assertThat(project.askedOfMaven()).singleElement().asString().contains("-am package");
    }

    @Test
    void upWhenASourceChangedAppearedOrWentThenBuiltAgain() throws Exception {
        project.portage("up");
        var source = project.file("stubs/src/main/java/A.java");
        Files.writeString(source, "class A {}");
        assertThat(project.portage("up").errors()).isEqualTo("portage: building what has changed ...\n");
        Files.writeString(source, "final class A {}");
        project.portage("up");
        Files.delete(source);
        project.portage("up");
        project.portage("up");
        assertThat(project.askedOfMaven()).hasSize(4);
    }

    @Test
    void upWhenAJarIsGoneThenBuiltAgain() throws Exception {
        project.portage("up");
        Files.delete(project.file("bff-gateway/target/bff-gateway.jar"));
        project.portage("up");
        assertThat(project.askedOfMaven()).hasSize(2);
    }

    @Test
    void upWhenTheLibrariesAreGoneThenBuiltAgain() throws Exception {
        project.portage("up");
        Files.delete(project.file("launcher/target/lib"));
        project.portage("up");
        assertThat(project.askedOfMaven()).hasSize(2);
    }

    @Test
    void benchThenTheBenchmarksAreBuiltAsWellAndOnlyThen() throws Exception {
        project.portage("up");
        project.portage("bench", "micro");
        assertThat(project.portage("bench", "--smoke").output()).isEqualTo("started with [bench, --smoke] on 25\n");
        project.portage("up");
        assertThat(project.askedOfMaven())
                .satisfiesExactly(
                        up -> assertThat(up).contains("-pl launcher,bff-gateway -am"),
                        bench -> assertThat(bench).contains("-pl launcher,bff-gateway,benchmarks -am"));
    }

    @Test
    void upWhenTheBuildFailsThenNothingStartsAndItIsTriedAgain() throws Exception {
        Files.createFile(project.file("broken"));
        var outcome = project.portage("up");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors()).endsWith("portage: the build failed; Maven's words are above.\n");
        Files.delete(project.file("broken"));
        assertThat(project.portage("up").output()).startsWith("started with");
    }

    @Test
    void settleWhenNothingIsBuiltThenTheGatewaysJarWithArgumentsInputAndStatusPassedOn() throws Exception {
        Files.writeString(project.file("input"), "the key\n");
        var outcome = project.portage("settle", "-", "--because", "a b", "exit=3");
        assertThat(outcome.output())
                .isEqualTo("started with [settle, -, --because, a b, exit=3] on 25\nread the key\n");
        assertThat(outcome.errors()).isEqualTo("portage: building; the first time takes a minute or two ...\n");
        assertThat(outcome.exit()).isEqualTo(3);
        Files.delete(project.file("launcher/target/launcher.jar"));
        Files.createFile(project.file("broken"));
        assertThat(project.portage("settle", "k").exit()).isEqualTo(3);
    }

    @Test
    void settleWhenHelpIsAskedForThenThatOfTheJarWithoutABuild() throws Exception {
        var outcome = project.portage("settle", "k", "--help");
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.output()).isEqualTo(Files.readString(ScriptProject.SETTLE_HELP));
        assertThat(project.askedOfMaven()).isEmpty();
    }

    @Test
    void kongWhenNothingIsBuiltThenItsJarAloneWithArgumentsAndStatusPassedOn() throws Exception {
        var first = project.portage("kong", "verify", "a b.yml", "exit=1");
        assertThat(first.output()).isEqualTo("started with [verify, a b.yml, exit=1] on 25\n");
        assertThat(first.errors()).isEqualTo("portage: building; the first time takes a minute or two ...\n");
        assertThat(first.exit()).isEqualTo(1);
        assertThat(project.portage("kong", "verify", "--help").output()).startsWith("started with [verify, --help]");
        assertThat(project.askedOfMaven()).singleElement().asString().contains("-pl kong-config -am package");
    }

    @Test
    void kongWhenWhatWeShipChangedThenBuiltAgain() throws Exception {
        project.portage("kong", "verify");
        Files.writeString(project.file("kong-config/kong/base.yml"), "services: []");
        assertThat(project.portage("kong", "verify").errors()).isEqualTo("portage: building what has changed ...\n");
        assertThat(project.askedOfMaven()).hasSize(2);
    }

    @Test
    void kongWhenTheBuildFailsThenTheStatusOfWhatCannotBeRead() throws Exception {
        Files.createFile(project.file("broken"));
        assertThat(project.portage("kong", "verify").exit()).isEqualTo(3);
    }

    @Test
    void kongWhenTheArchiveCannotBeReadThenNothingIsSaidOfIt() throws Exception {
        project.portage("kong", "verify");
        Files.writeString(project.file("target/portage-kong.jsa"), "no archive");
        var outcome = project.portage("kong", "verify");
        assertThat(outcome.output()).isEqualTo("started with [verify] on 25\n");
        assertThat(outcome.errors()).isEmpty();
    }

    /// What such a command loads is of no use to those that follow.
    @ParameterizedTest
    @ValueSource(strings = {"--version", "verify --help", "jwks certs.json"})
    void kongWhenLittleIsLoadedThenItIsNotKept(String arguments) throws Exception {
        var outcome = project.portage(("kong " + arguments).split(" "));
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errors()).doesNotContain("rchive");
        assertThat(project.file("target/portage-kong.jsa")).doesNotExist();
    }

    @Test
    void kongThenWhatJavaLoadedIsKeptAndMadeAnewWithTheJar() throws Exception {
        project.portage("kong", "verify");
        var archive = project.file("target/portage-kong.jsa");
        assertThat(archive).isNotEmptyFile();
        var made = Files.getLastModifiedTime(archive);
        assertThat(project.portage("kong", "verify").exit()).isZero();
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);
        Files.setLastModifiedTime(archive, FileTime.fromMillis(0));
        project.portage("kong", "verify");
        assertThat(Files.getLastModifiedTime(archive)).isGreaterThanOrEqualTo(made);
    }

    @Test
    void kongWhenStandardInputIsClosedThenItIsEmpty() throws Exception {
        assertThat(project.portageWithoutInput("kong", "verify", "-").output())
                .isEqualTo("started with [verify, -] on 25\nread null\n");
    }

    /// What is printed into a file or a pipe has no escape sequences, those of the build included.
    @Test
    void kongWhenBuiltThenMavenEndsWithoutAnEscape() throws Exception {
        project.portage("kong", "verify");
        assertThat(project.file("maven-options")).content().contains("-Djansi.noreset=true");
    }

    @Test
    void kongWhenHelpIsAskedForThenThatOfTheJarWithoutABuild() throws Exception {
        var outcome = project.portage("kong", "--help");
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.output()).isEqualTo(Files.readString(ScriptProject.KONG_HELP));
        assertThat(project.askedOfMaven()).isEmpty();
    }

    @Test
    void testWhenFullThenTheProfileAndAllOtherArguments() throws Exception {
        project.portage("test", "--full", "-pl", "sync-contract", "-Dtest=A B");
        assertThat(project.askedOfMaven())
                .containsExactly(System.getProperty("java.home") + ": -ntp -Dstyle.color=never -f "
                        + project.file("pom.xml") + " -Pfull -pl sync-contract -Dtest=A B verify");
    }

    @Test
    void testWhenMavenFailsThenItsStatus() throws Exception {
        Files.createFile(project.file("broken"));
        assertThat(project.portage("test").exit()).isEqualTo(1);
    }

    @Test
    void jdkWhenJavaHomeIsNoneThenTheOneOnThePath() throws Exception {
        var bin = Path.of(System.getProperty("java.home"), "bin");
        var path = bin + ":" + System.getenv("PATH");
        project.portage(Map.of("JAVA_HOME", "/nowhere", "PATH", path), "test");
        assertThat(project.askedOfMaven())
                .singleElement()
                .asString()
                .startsWith(bin.toRealPath().getParent() + ": ");
    }
}
