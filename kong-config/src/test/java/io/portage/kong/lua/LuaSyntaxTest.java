package io.portage.kong.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.read.Position;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each of these was put to a LuaJIT.
class LuaSyntaxTest {
    private static Scan.@Nullable Reason fault(String text) {
        return LuaSyntax.fault(text, new Position("code", 7, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "return",
                "x = 1; y = 2",
                "while true do break end",
                "goto a ::a::",
                "return ...",
                "function f(...) return ... end",
                "a = {b = 2, [3] = 4; 5}",
                "f{1}[2] = 3",
                "f\"x\".y = 1",
                "a = 1LL + 5i + 0x1p4 + .5 + 5. + 1e-3 - 0xep1",
                "s = '\\x41\\z  b\\065\\\n'",
                "#!/usr/bin/lua\nx = 1",
                "x = -#y ^ -3 .. 'a' == not not z",
                "x = [==[ ]] ]==] --[[ y ]] -- z",
                "local function f() end",
                "for i = 1, 2, 3 do end for a, b in pairs(x) do end",
                "repeat local x until x",
                "if x then elseif y then else end",
                "x = function() return function() end end",
                "x:y('a'):z{}.b[1].c = 1"
            })
    void checkWhenLuaThenNothing(String text) {
        assertThat(fault(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = = 1",
                "break",
                "function f() return ... end",
                "local a <const> = 1",
                "a = 1 // 2",
                "a = {1 = 2}",
                "(a) = 1",
                "a = 0x",
                "a = 1e",
                "a = 3..2",
                "s = '\\q'",
                "s = '\\300'",
                "s = 'a\nb'",
                "s = 'a",
                "return 1 x = 2",
                "--[[ x",
                "x = [==[ ]]",
                "a(), b = 1",
                "f() = 1",
                "local function f.x() end",
                "for i = 1 do end",
                "for a, b do end",
                "if x then else elseif y then end",
                "x = [=a",
                "function() end",
                "a != b",
                "a.b",
                "x = a.end",
                "x = ~1",
                "end",
                "return (",
                "local x,"
            })
    void checkWhenNoLuaThenWhatIsWrongAndWhere(String text) {
        assertThat(fault(text)).isNotNull().satisfies(fault -> {
            assertThat(fault.text()).isNotBlank();
            assertThat(fault.at().line()).isBetween(7, 8);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "{", "function() ", "x=not ", "do "})
    void checkWhenDeepThenTooDeep(String opening) {
        assertThat(fault(opening.repeat(20_000))).isNotNull();
    }
}
