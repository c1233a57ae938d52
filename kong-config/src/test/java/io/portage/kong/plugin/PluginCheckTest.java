package io.portage.kong.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.kong.model.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each thing that `plugin check` looks at is found when it is broken, and nothing else is.
class PluginCheckTest {
    private static final String ACCESS = "kong.service.request.set_header(\"X-Example\", conf.value)";
    private static final String HANDLER = "kong/plugins/p/handler.lua";
    private static final String SCHEMA = "kong/plugins/p/schema.lua";
    private static final String ROCKSPEC = "kong-plugin-p-0.1.0-1.rockspec";

    @TempDir
    private Path parent;

    private Path directory;

    @BeforeEach
    void write() throws IOException {
        PluginScaffold.write(parent, "p");
        directory = parent.resolve("kong-plugin-p");
    }

    private void replace(String file, String text, String by) throws IOException {
        var path = directory.resolve(file);
        var before = Files.readString(path);
        assertThat(before).contains(text);
        Files.writeString(path, before.replace(text, by));
    }

    private List<String> rules() throws IOException {
        return PluginCheck.of(directory).stream().map(Finding::rule).distinct().toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "PRIORITY = 850 | PRIORITY = 1.5 | plugin/priority",
                "PRIORITY = 850 | PRIORITY = 1/0 | plugin/priority",
                "PRIORITY = 850 | PRIORITY = '850' | plugin/priority",
                "PRIORITY = 850,| -- none | plugin/priority",
                "PRIORITY = 850 | PRIORITY = 801 | plugin/priority-collision",
                "PRIORITY = 850 | PRIORITY = -5 | -",
                "conf.value) | conf.value) ngx.exit(200) | plugin/forbidden-call",
                "conf.value) | conf.value) ngx.print('x') | plugin/forbidden-call",
                "conf.value) | conf.value) ngx.eof() | plugin/forbidden-call",
                "return Plugin | function Plugin:header_filter() kong.client.authenticate() end return Plugin "
                        + "| plugin/call-in-phase",
                "return Plugin | local function helper() return kong.client.authenticate() end return Plugin | -",
                "VERSION = \"0.1.0\" | VERSION = \"0.2.0\" | plugin/version",
                "VERSION = \"0.1.0\" | VERSION = \"0.1\" | plugin/version",
                "local kong = kong | local kong = kong error('x') | plugin/handler-loads",
                "local kong = kong | while true do end | plugin/handler-loads",
                "local kong = kong | local kong = kong local io = io.popen('id') "
                        + "| plugin/handler-loads plugin/forbidden-call",
                "return Plugin | return 1 | plugin/handler-loads",
                "return Plugin | function Plugin:response() end function Plugin:body_filter() end return Plugin "
                        + "| plugin/phases",
                "conf.value) | conf.value) ngx.sleep(1) | plugin/forbidden-call",
                "conf.value) | conf.value) os.execute('id') | plugin/forbidden-call",
                "conf.value) | conf.value) local f = io.open f('/etc/passwd') | plugin/forbidden-call",
                "conf.value) | conf.value) ngx.req.set_header('X-Y', 1) | plugin/forbidden-call",
                "conf.value) | conf.value) last = conf.value | plugin/global",
                "local Plugin | local last local Plugin | -",
                "return Plugin | local seen = {} function Plugin:log(c) seen[c] = true end return Plugin "
                        + "| plugin/shared-state",
                "return Plugin | local n = 0 function Plugin:log() n = n + 1 end return Plugin | plugin/shared-state",
                "return Plugin | local n = 0 function Plugin:init_worker() n = 1 end return Plugin | -",
                "return Plugin | function Plugin:header_filter() kong.service.request.clear_header('X-Y') end "
                        + "return Plugin | plugin/call-in-phase",
                "return Plugin | function Plugin:log() kong.response.set_header('X-Y', 1) end return Plugin "
                        + "| plugin/call-in-phase",
                "return Plugin | function Plugin:log() local s = ngx.socket.tcp() end return Plugin "
                        + "| plugin/call-in-phase",
                "return Plugin | function Plugin:access2( return Plugin | plugin/handler-loads"
            })
    void ofWhenHandlerIsBrokenThenFound(String text, String by, String rule) throws IOException {
        replace(HANDLER, text, by);

        assertThat(rules()).isEqualTo(rule.equals("-") ? List.of() : List.of(rule.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "type = \"string\" | type = \"text\" | plugin/schema",
                "default = \"hello\" | default = 7 | plugin/schema",
                "default = \"hello\" | default = \"hello\", one_of = { \"a\" } | plugin/schema",
                "name = \"p\" | name = \"q\" | plugin/schema",
                "return { | error('x') return { | plugin/schema-loads",
                "return { | for i = 1, 1e12 do end return { | plugin/schema-loads",
                "return { | os.execute('id') return { | plugin/schema-loads plugin/forbidden-call",
                "return { | local s = ('x'):rep(1e9) return { | plugin/schema-loads"
            })
    void ofWhenSchemaIsBrokenThenFound(String text, String by, String rules) throws IOException {
        replace(SCHEMA, text, by);

        assertThat(rules()).containsExactlyInAnyOrder(rules.split(" "));
    }

    @Test
    void ofWhenFieldHasNoDescriptionThenFound() throws IOException {
        replace(SCHEMA, "description = ", "comment = ");

        assertThat(PluginCheck.of(directory))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).isEqualTo("config.value: no description"));
    }

    @Test
    void ofWhenCallIsWaivedWithAReasonThenNotFound() throws IOException {
        replace(HANDLER, ACCESS, "-- portage:allow forbidden-call because tests\n  ngx.sleep(0)");
        assertThat(rules()).isEmpty();

        replace(HANDLER, " because tests", "");
        assertThat(rules()).containsExactly("plugin/forbidden-call");
    }

    @Test
    void ofWhenModuleIsNotInTheRockspecThenFound() throws IOException {
        Files.writeString(directory.resolve("kong/plugins/p/helper.lua"), "return {}\n");

        assertThat(PluginCheck.of(directory))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .isEqualTo("build.modules lacks [\"kong.plugins.p.helper\"] = \"kong/plugins/p/helper.lua\""));
    }

    @Test
    void ofWhenRockspecNamesAFileThatIsNotThereThenFound() throws IOException {
        replace(ROCKSPEC, "modules = {", "modules = {\n    [\"kong.plugins.p.gone\"] = \"kong/plugins/p/gone.lua\",");

        assertThat(rules()).containsExactly("plugin/modules");
    }

    @Test
    void ofWhenRockspecCannotBeReadThenFound() throws IOException {
        replace(ROCKSPEC, "package =", "package = =");
        assertThat(rules()).containsExactly("plugin/rockspec");

        Files.delete(directory.resolve(ROCKSPEC));
        assertThat(rules()).containsExactly("plugin/rockspec");
    }

    @Test
    void ofWhenFindingIsInCodeThenSaysWhere() throws IOException {
        replace(HANDLER, ACCESS, "ngx.sleep(1)");

        assertThat(PluginCheck.of(directory)).singleElement().satisfies(finding -> {
            assertThat(finding.at().file()).endsWith(HANDLER);
            assertThat(finding.at().line()).isEqualTo(12);
            assertThat(finding.at().column()).isEqualTo(3);
        });
    }

    @Test
    void ofWhenDirectoryHoldsNoPluginThenSaysSo() throws IOException {
        assertThat(PluginCheck.of(Files.createDirectory(parent.resolve("empty"))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).startsWith("no plugin (expected:"));
        assertThatThrownBy(() -> PluginCheck.of(parent.resolve("gone"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void ofWhenThereAreTwoRockspecsThenFound() throws IOException {
        Files.copy(directory.resolve(ROCKSPEC), directory.resolve("another-0.1.0-1.rockspec"));

        assertThat(PluginCheck.of(directory))
                .extracting(Finding::message)
                .containsExactly("2 rockspecs (expected: one)");
    }

    @Test
    void ofWhenTheRockspecHasAnotherNameThanItsRockThenFound() throws IOException {
        Files.move(directory.resolve(ROCKSPEC), directory.resolve("p.rockspec"));

        assertThat(PluginCheck.of(directory))
                .extracting(Finding::message)
                .containsExactly("p.rockspec (expected: " + ROCKSPEC + ")");
    }

    @Test
    void ofWhenTheVersionIsNoneEverywhereThenFound() throws IOException {
        replace(HANDLER, "VERSION = \"0.1.0\"", "VERSION = \"0.1\"");
        replace(ROCKSPEC, "0.1.0-1", "0.1-1");
        Files.move(directory.resolve(ROCKSPEC), directory.resolve("kong-plugin-p-0.1-1.rockspec"));

        assertThat(rules()).containsExactly("plugin/version");
    }

    /// Whoever mends a plugin that Kong bundles takes its place, and its priority.
    @Test
    void ofWhenItIsTheBundledOneItselfThenItsPriorityIsItsOwn() throws IOException {
        replace(HANDLER, "PRIORITY = 850", "PRIORITY = 2000");
        assertThat(rules()).containsExactly("plugin/priority-collision");
        Files.move(directory.resolve("kong/plugins/p"), directory.resolve("kong/plugins/cors"));

        assertThat(rules()).isNotEmpty().doesNotContain("plugin/priority-collision");
    }

    @Test
    void ofWhenSeveralInOneFileThenInTheOrderOfItsLines() throws IOException {
        replace(HANDLER, ACCESS, "last = 1\n  ngx.sleep(1)\n  first = 2");

        assertThat(PluginCheck.of(directory).stream().map(Finding::rule))
                .containsExactly("plugin/global", "plugin/forbidden-call", "plugin/global");
    }

    @Test
    void pluginsWhenAHandlerIsDeeperThenItIsNoPlugin() throws IOException {
        Files.createDirectories(directory.resolve("kong/plugins/p/parts"));
        Files.writeString(directory.resolve("kong/plugins/p/parts/handler.lua"), "return {}\n");

        assertThat(PluginFiles.of(directory).plugins()).containsExactly("p");
    }
}
