package io.portage.kong.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.read.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is taken for Lua here is what LuaJIT compiles, at its limits as well: Kong refuses a file by that judgement.
class CompiledAsLuaJitDoesTest {
    private static final long SEED = Long.getLong("portage.seed", 20261120);
    private static final int PROGRAMS = 6000;
    private static final Position START = new Position("code", 1, 1);

    /// Pieces of code that grow, each beyond some limit.
    private static final Map<String, IntFunction<String>> GROWING = Map.<String, IntFunction<String>>ofEntries(
            Map.entry("locals", n -> times(n, " ", i -> "local a" + i)),
            Map.entry("a list of locals", n -> "local " + times(n, ",", i -> "a" + i)),
            Map.entry("parameters", n -> "function f(" + times(n, ",", i -> "a" + i) + ") end"),
            Map.entry("parameters of a method", n -> "function f:g(" + times(n, ",", i -> "a" + i) + ") end"),
            Map.entry("locals before a loop", n -> times(n, " ", i -> "local a" + i) + " for i = 1, 2 do end"),
            Map.entry(
                    "locals in a loop", n -> "for a, b in x do " + times(n, " ", i -> "local a" + i) + " local z end"),
            Map.entry("locals in blocks", n -> times(n, " ", i -> "do local a" + i + " end")),
            Map.entry(
                    "upvalues",
                    n -> times(n, " ", i -> "local a" + i) + " return function() return function() x = "
                            + times(n, " x = ", i -> "a" + i) + " end end"),
            Map.entry("arguments", n -> "f(" + times(n, ",", _ -> "1") + ")"),
            Map.entry("arguments of a method", n -> "f:g(" + times(n, ",", _ -> "1") + ")"),
            Map.entry(
                    "arguments beside locals",
                    n -> times(100, " ", i -> "local a" + i) + " f(" + times(n, ",", _ -> "x") + ")"),
            Map.entry("calls in calls", n -> times(n, "", _ -> "f(1,") + "2" + ")".repeat(n)),
            Map.entry("results", n -> "return " + times(n, ",", _ -> "f()")),
            Map.entry("values of a local", n -> "local a = " + times(n, ",", _ -> "1")),
            Map.entry("targets", n -> times(n, ",", _ -> "a") + " = 1"),
            Map.entry("targets in tables", n -> times(n, ",", _ -> "a.b") + " = 1"),
            Map.entry("joined texts", n -> "x = " + times(n, "..", _ -> "a")),
            Map.entry("powers", n -> "x = " + times(n, "^", _ -> "a")),
            Map.entry("sums", n -> "x = " + times(n, "+", _ -> "a")),
            Map.entry("parentheses", n -> "x = " + "(".repeat(n) + "1" + ")".repeat(n)),
            Map.entry("tables", n -> "x = " + "{".repeat(n) + "1" + "}".repeat(n)),
            Map.entry("elements", n -> "x = {" + times(n, ",", _ -> "f()") + "}"),
            Map.entry("functions", n -> "function f() ".repeat(n) + "end ".repeat(n)),
            Map.entry("functions as values", n -> "x = " + "function() return ".repeat(n) + "1" + " end".repeat(n)),
            Map.entry("blocks", n -> "do ".repeat(n) + "end ".repeat(n)),
            Map.entry("labels", n -> times(n, " ", i -> "::l" + i + "::")),
            Map.entry("negations", n -> "x = " + "not ".repeat(n) + "1"),
            Map.entry("loops", n -> "for i = 1, 2 do ".repeat(n) + "end ".repeat(n)));

    private static boolean compiles(String code) {
        return LuaSyntax.fault(code, START) == null;
    }

    @Test
    void faultWhenCodeIsRandomThenAsLuaJitSays() {
        var random = new Random(SEED);
        var disagreements = new ArrayList<String>();
        int taken = 0;
        try (var lua = new RealLua()) {
            for (int i = 0; i < PROGRAMS; i++) {
                var code = new RandomLua(random).program();
                var fault = lua.fault(code);
                taken += fault.isEmpty() ? 1 : 0;
                if (fault.isEmpty() != compiles(code)) {
                    disagreements.add("LuaJIT says '" + fault + "' to " + code);
                }
            }
        }
        assertThat(disagreements).as("seed %d", SEED).isEmpty();
        assertThat(taken).isBetween(PROGRAMS / 10, PROGRAMS * 9 / 10);
    }

    static Stream<Map.Entry<String, IntFunction<String>>> growing() {
        return GROWING.entrySet().stream();
    }

    private static String times(int n, String between, IntFunction<String> part) {
        return IntStream.range(0, n).mapToObj(part).collect(Collectors.joining(between));
    }

    @ParameterizedTest
    @MethodSource("growing")
    void faultWhenCodeGrowsThenRefusedFromTheSameSizeOn(Map.Entry<String, IntFunction<String>> growing) {
        try (var lua = new RealLua()) {
            var disagreements = IntStream.rangeClosed(1, 255)
                    .filter(n -> lua.fault(growing.getValue().apply(n)).isEmpty()
                            != compiles(growing.getValue().apply(n)))
                    .boxed()
                    .toList();
            assertThat(disagreements).as(growing.getKey()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for i = 1, 3 do if i == 2 then goto continue end f(i) ::continue:: end",
                "for i = 1, 3 do if i == 2 then goto continue end local x = i f(x) ::continue:: end",
                "for i = 1, 3 do if i == 2 then goto continue end local x = i ::continue:: f(x) end",
                "do goto x local a ::x:: end",
                "goto x local a ::x:: print(a)",
                "repeat goto x local a ::x:: until a",
                "repeat goto x ::x:: local a until a",
                "goto nowhere",
                "do ::x:: end goto x",
                "::x:: do goto x end",
                "::x:: ::x::",
                "::x:: do ::x:: end",
                "function f() goto x end ::x::",
                "::x:: function f() goto x end",
                "while true do function f() break end end",
                "if x then break end",
                "function f() break end",
                "x = 1e1048575 y = 1e1048576",
                "x = 18446744073709551615ULL",
                "x = 18446744073709551616ULL",
                "x = 0xffffffffffffffffULL y = 0x1.8p3 z = 0X.8P-1",
                "x = 0x10000000000000000ULL",
                "x = 1.5LL",
                "x = 1U",
                "x = 1LLU",
                "x = 0b102",
                "x = 0b" + "1111111111111111111111111111111111111111111111111111111111111111" + "1",
                "x = '\\u{10FFFF}' y = '\\u{D800}'",
                "x = '\\u{110000}'",
                "x = '\\u{}'",
                "x = '\\x4g'",
                "x = '\\256'",
                "x = '\\25x'",
                "x = '\\z\n  a' y = '\\\r\n' z = '\\\n\r'",
                "x = 'a\rb'",
                "-- x \r y = = 1",
                "x = [=[ ]==] ]=]",
                "x = [==",
                "x = \u001c1",
                "x = a\u000bb",
                "local function f(...) return function() return ... end end",
                "x = { ... }; function f() x = { ... } end",
                "x = 10 // 3",
                "x = a & b",
                "local x <close> = 1",
                "x = 5 -- \0 y",
                "a.b:c().d, e = 1, 2",
                "(a).b = 1 (a)()",
                "a:b = 1",
                "for a.b = 1, 2 do end",
                "return return",
                "local function f() return end x()"
            })
    void faultWhenCodeIsOddThenAsLuaJitSays(String code) {
        try (var lua = new RealLua()) {
            assertThat(compiles(code))
                    .as(lua.fault(code))
                    .isEqualTo(lua.fault(code).isEmpty());
        }
    }

    /// Kong's LuaJIT is built with more of Lua 5.2 than others: statements that are empty, and calls on a new line.
    @ParameterizedTest
    @ValueSource(strings = {";;", "f()\n(g)()", "while x do break; y() end", "do ; end"})
    void faultWhenKongsLuaJitTakesMoreThenTaken(String code) {
        assertThat(compiles(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"goto = 1", "local goto", "x = a.goto"})
    void faultWhenKongsLuaJitTakesLessThenRefused(String code) {
        assertThat(List.of(compiles(code))).containsOnly(false);
    }
}
