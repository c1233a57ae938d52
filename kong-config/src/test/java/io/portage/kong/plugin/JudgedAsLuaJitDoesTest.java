package io.portage.kong.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.lua.LuaScan;
import io.portage.kong.read.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import party.iroiro.luajava.Lua;
import party.iroiro.luajava.luajit.LuaJit;

/// What the scan takes for Lua is what LuaJIT takes for Lua: Kong refuses a configuration by the same judgement.
class JudgedAsLuaJitDoesTest {
    private static final long SEED = Long.getLong("portage.seed", 20261120);
    private static final int MUTANTS = 4000;
    private static final Pattern WORD = Pattern.compile("\\s+|\\w+|[^\\w\\s]");
    private static final Position START = new Position("code", 1, 1);

    private static boolean loads(Lua lua, String code) {
        lua.push(code);
        lua.setGlobal("code");
        lua.run("code, fault = loadstring(code) loads = code ~= nil");
        lua.getGlobal("loads");
        boolean loads = lua.toBoolean(-1);
        lua.pop(1);
        return loads;
    }

    /// Whether all that it dislikes is a call whose parenthesis is on the next line: Kong's LuaJIT is built to take
    /// that.
    private static boolean dislikesNewLine(Lua lua) {
        lua.run("ambiguous = fault ~= nil and fault:find('ambiguous syntax') ~= nil");
        lua.getGlobal("ambiguous");
        boolean ambiguous = lua.toBoolean(-1);
        lua.pop(1);
        return ambiguous;
    }

    private static boolean scans(String code) {
        return LuaScan.of(code, START).syntaxError() == null;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local x <const> = 1",
                "x = 1 // 2",
                "x = 1 & 2",
                "x = 0x1p4 + 1e3 + .5 + 3. + 0xA.8 + 1LL + 2ULL + 3i + 0b11",
                "x = 1e",
                "x = 0x",
                "x = 1x",
                "x = 'a\\z  \n b\\x41\\65\\u{41}'",
                "x = '\\q'",
                "x = '\\300'",
                "x = 'a\nb'",
                "x = [==[ ]] ]==]",
                "x = [=",
                "--[==[ ]] ]==] x = 1",
                "--[[ x = 1",
                "goto done do end ::done::",
                "while true do break end",
                "break",
                "return ...",
                "function f() return ... end",
                "function f(...) local t = {...} return select('#', ...) end",
                "function a.b.c:d(x, y) end",
                "local function f(a, ..., b) end",
                "f{1, 2; 3, a = 1, ['b'] = 2,}",
                "f'x' f[[y]] (f)('z')",
                "x",
                "x.y",
                "f() = 1",
                "(x) = 1",
                "a, b.c, d[1] = 1, 2",
                "a, f() = 1, 2",
                "local a.b = 1",
                "return 1 return 2",
                "return; ",
                "for i = 1, 2, 3 do end for k, v in pairs(t) do end",
                "for i = 1 do end",
                "for a.b in t do end",
                "repeat local x = 1 until x == 1",
                "if a then elseif b then else end",
                "if a then else elseif b then end",
                "x = not -#y ^ 2 .. z and w or v",
                "x = a ~= b",
                "x = a != b",
                "x = function() end",
                "function() end",
                "x = {",
                "end",
                "#!/usr/bin/lua\nreturn 1",
                "\uFEFFreturn 1",
                "é = 1",
                ""
            })
    void scanWhenComparedWithLuaJitThenJudgesTheSame(String code) {
        try (var lua = new LuaJit()) {
            lua.openLibraries();

            assertThat(scans(code)).isEqualTo(loads(lua, code));
        }
    }

    @Test
    void scanWhenCodeIsMutatedThenJudgesAsLuaJitDoes() throws IOException {
        var random = new Random(SEED);
        var sources = List.copyOf(PluginFiles.of(Rock.HEADER_GUARD).files().values());
        var disagreements = new ArrayList<String>();
        int refused = 0;
        try (var lua = new LuaJit()) {
            lua.openLibraries();
            for (int i = 0; i < MUTANTS; i++) {
                var code = mutant(sources.get(random.nextInt(sources.size())), random);
                boolean loads = loads(lua, code);
                refused += loads ? 0 : 1;
                if (loads != scans(code) && !dislikesNewLine(lua)) {
                    disagreements.add((loads ? "LuaJIT takes " : "LuaJIT refuses ") + code);
                }
            }
        }
        assertThat(disagreements).as("seed %d", SEED).isEmpty();
        assertThat(refused).isBetween(MUTANTS / 10, MUTANTS * 9 / 10);
    }

    /// A window of a source with one of its words gone, doubled or moved.
    private static String mutant(String source, Random random) {
        var lines = source.split("\n", -1);
        int from = random.nextInt(lines.length);
        var window =
                String.join("\n", List.of(lines).subList(from, Math.min(lines.length, from + random.nextInt(1, 30))));
        var words = new ArrayList<>(
                WORD.matcher(window).results().map(word -> word.group()).toList());
        if (!words.isEmpty()) {
            var word = words.remove(random.nextInt(words.size()));
            for (int times = random.nextInt(3); times > 0; times--) {
                words.add(random.nextInt(words.size() + 1), word);
            }
        }
        return String.join("", words);
    }

    @Test
    void scanWhenFileIsOfAPluginThenItIsLua() throws IOException {
        try (var paths = Files.walk(Path.of("plugins"))) {
            for (var path : paths.filter(it -> it.toString().endsWith(".lua")).toList()) {
                assertThat(LuaScan.of(Files.readString(path), START).syntaxError())
                        .as("%s", path)
                        .isNull();
            }
        }
    }
}
