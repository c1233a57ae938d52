package io.portage.kong.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is stated in Lua a second time must not differ from where it is stated first.
class HeaderGuardSourcesTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|[^|]+\\| `?([a-z-]+)`?[^|]*\\|[^|]+\\| (.+) \\|$");
    private static final Pattern PROBLEM = Pattern.compile("([A-Z_]+) = \\{ \"([a-z-]+)\", \"([^\"]+)\" }");

    private record Words(String action, String title) {}

    @Test
    void problemsWhenComparedWithTheGatewaysThenActionAndTitleAreTheSame() throws IOException {
        var documented = words(ROW, Path.of("../docs/problems.md"));
        var ours = words(PROBLEM, Rock.HEADER_GUARD.resolve("kong/plugins/header-guard/problems.lua"));

        assertThat(ours).hasSizeGreaterThan(10);
        ours.forEach((code, words) -> {
            if (documented.containsKey(code) && !code.startsWith("UPSTREAM_")) {
                assertThat(words).as(code).isEqualTo(documented.get(code));
            }
        });
        assertThat(ours.keySet())
                .filteredOn(code -> !documented.containsKey(code))
                .isSubsetOf("RATE_LIMITED");
    }

    private static Map<String, Words> words(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> new Words(row.group(2), row.group(3))));
    }

    @Test
    void luacheckWhenInstalledThenFindsNothing() throws IOException {
        LuaTools.assertClean(Rock.HEADER_GUARD, "luacheck", "--no-cache", ".");
    }

    @Test
    void luarocksWhenInstalledThenTakesTheRockspec() throws IOException {
        LuaTools.assertClean(Rock.HEADER_GUARD, "luarocks", "lint", "kong-plugin-header-guard-1.0.0-1.rockspec");
    }
}
