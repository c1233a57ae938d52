package io.portage.kong.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.portage.kong.read.Position;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No code takes long, or makes the scan fail, however much of it there is.
class HugeLuaTest {
    private static final long SEED = Long.getLong("portage.seed", 20261120);
    private static final int SIZE = 1_000_000;
    private static final int GARBLED = 400;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Position START = new Position("code", 1, 1);
    private static final Map<String, String> HUGE = Map.ofEntries(
            Map.entry("functions", functions()),
            Map.entry("conditions", fill("if kong.request.get_query_arg('a') then ngx.req.clear_header('A') end ")),
            Map.entry(
                    "guards",
                    numbered(
                            12_000,
                            "if not kong.request.get_header('a%1$d') then ngx.req.set_header('a%1$d', 1) end ")),
            Map.entry("a list", "for _, h in ipairs({" + fill("'a',") + "}) do ngx.req.clear_header(h) end"),
            Map.entry("a growing list", "local t = {} " + numbered(40_000, "t[#t + 1] = 'h%d' ")),
            Map.entry("a growing text", "local x = 'a' " + fill("x = x .. 'aaaa' ")),
            Map.entry("a sum", "x = " + fill("1+") + "1"),
            Map.entry("parts of parts", "x = a" + fill(".b")),
            Map.entry("calls of calls", "f" + fill("()")),
            Map.entry("parentheses", "x = " + fill("(")),
            Map.entry("jumps back", numbered(20_000, "::l%1$d:: if x then goto l%1$d end ")),
            Map.entry("jumps", numbered(30_000, "if x then goto l end ") + "::l::"),
            Map.entry("a digit", "x = " + fill("1") + "LL"),
            Map.entry("a comment", "--[[" + fill("]")),
            Map.entry(
                    "doubling calls",
                    "local function f0() kong.log(1) end "
                            + IntStream.range(0, 60)
                                    .mapToObj(i -> "local function f%2$d() f%1$d() f%1$d() end ".formatted(i, i + 1))
                                    .collect(Collectors.joining())
                            + "f60()"),
            Map.entry(
                    "loops in loops",
                    "while kong.request.get_query_arg() do local a = {} b = a ".repeat(50) + " end".repeat(50)));

    static Stream<Map.Entry<String, String>> huge() {
        return HUGE.entrySet().stream();
    }

    private static String fill(String part) {
        return part.repeat(SIZE / part.length());
    }

    private static String numbered(int times, String part) {
        return IntStream.range(0, times).mapToObj(part::formatted).collect(Collectors.joining());
    }

    private static String functions() {
        var text = new StringBuilder();
        for (int i = 0; text.length() < SIZE; i++) {
            text.append("do ")
                    .append(new RandomFunction(new Random(SEED + i)).program())
                    .append(" end\n");
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("huge")
    void ofWhenCodeIsHugeThenAnswersInTime(Map.Entry<String, String> huge) {
        var scan = assertTimeout(LONGEST, () -> LuaScan.of(huge.getValue(), START), huge.getKey());

        assertThat(scan.opaque() || scan.syntaxError() == null).isTrue();
    }

    @Test
    void ofWhenCodeIsGarbledThenAnswersInTime() {
        var random = new Random(SEED);
        for (int i = 0; i < GARBLED; i++) {
            var code = new StringBuilder(new RandomFunction(random).program());
            for (int j = random.nextInt(4); j > 0; j--) {
                int at = random.nextInt(code.length());
                code.setCharAt(at, (char) random.nextInt(j == 1 ? 0x80 : 0x10000));
            }
            var scan = assertTimeout(LONGEST, () -> LuaScan.of(code.toString(), START), "seed " + SEED);
            assertThat(scan.syntaxError() == null || scan.opaque()).isTrue();
        }
    }
}
