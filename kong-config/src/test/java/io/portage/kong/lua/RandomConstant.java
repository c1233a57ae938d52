package io.portage.kong.lua;

import java.util.Random;

/// Makes expressions that need nothing of a request.
final class RandomConstant {
    private static final String[] TEXTS = {
        "'X-Correlation-Id'", "'x-'", "'Id'", "''", "'a.b-c'", "'ABCabc'", "'X_Y'", "'7'"
    };
    private static final String[] NUMBERS = {"1", "2", "3", "-1", "0", "-2", "5", "100"};
    private final Random random;

    RandomConstant(Random random) {
        this.random = random;
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }

    String text(int depth) {
        if (depth == 0) {
            return pick(TEXTS);
        }
        return switch (random.nextInt(18)) {
            case 0 -> text(depth - 1) + " .. " + text(depth - 1);
            case 1 -> "(" + text(depth - 1) + "):" + pick("upper()", "lower()", "reverse()");
            case 2 -> "string." + pick("upper", "lower", "reverse") + "(" + text(depth - 1) + ")";
            case 3 -> "(" + text(depth - 1) + "):sub(" + number(depth - 1) + pick("", ", " + number(depth - 1)) + ")";
            case 4 -> "string.rep(" + text(depth - 1) + ", " + number(0) + ")";
            case 5 ->
                "((" + text(depth - 1) + "):gsub(" + pick("'x'", "'-'", "'%-'", "'X%-'", "'a'", "'b%.'", "'%a'") + ", "
                        + pick("''", "'Y'", "'_'", "'%0'") + "))";
            case 6 ->
                "string.format(" + pick("'%s-%s'", "'%s%%%d'", "'X-%s'", "'%5s'", "'%q'") + ", " + text(depth - 1)
                        + ", " + number(depth - 1) + ")";
            case 7 -> "string.char(" + pick("88, 45", "65", "") + ")";
            case 8 ->
                "table.concat({" + text(depth - 1) + ", " + text(depth - 1) + "}" + pick("", ", '-'", ", " + text(0))
                        + ")";
            default -> composed(depth);
        };
    }

    private String composed(int depth) {
        return switch (random.nextInt(9)) {
            case 0 -> "(" + condition(depth - 1) + " and " + text(depth - 1) + " or " + text(depth - 1) + ")";
            case 1 -> "({" + text(depth - 1) + ", k = " + text(depth - 1) + "})" + pick(".k", "[1]", "['k']");
            case 2 ->
                "(function(...) return " + pick("...", "(select(2, ...))", "select(-1, ...)") + " end)("
                        + text(depth - 1) + ", " + text(depth - 1) + ")";
            case 3 ->
                "(function() local a, b = " + text(depth - 1) + ", " + text(depth - 1) + " a, b = b, a return a end)()";
            case 4 ->
                "(function() local t = {} t.k = " + text(depth - 1) + " t[#t + 1] = 'v' return t.k .. t[1] end)()";
            case 5 ->
                "(function() local s = '' for i, v in ipairs({" + text(depth - 1)
                        + ", 'b'}) do s = s .. v .. i end return s end)()";
            case 6 ->
                "(function() local M = {} function M:f(x) return x .. (self.k or '-') end M.k = " + text(depth - 1)
                        + " return M:f('x') end)()";
            case 7 -> "tostring(" + pick(number(depth - 1), text(depth - 1), "nil", "true") + ")";
            default ->
                "(function() local i, s = 0, '' while i < " + number(0) + " do i = i + 1 s = s .. " + text(depth - 1)
                        + " if #s > 9 then break end end return s end)()";
        };
    }

    private String number(int depth) {
        return depth <= 0
                ? pick(NUMBERS)
                : switch (random.nextInt(6)) {
                    case 0 -> "#" + pick(TEXTS);
                    case 1 -> "(" + pick(NUMBERS) + pick(" + ", " - ", " * ") + pick(NUMBERS) + ")";
                    case 2 -> "(" + text(0) + "):byte()";
                    case 3 -> "(7 % " + pick("2", "3", "-3") + ")";
                    case 4 -> "select('#', 1, nil)";
                    default -> pick(NUMBERS);
                };
    }

    private String condition(int depth) {
        return switch (random.nextInt(7)) {
            case 0 -> text(depth) + " == " + text(depth);
            case 1 -> number(depth) + pick(" < ", " >= ", " ~= ") + number(depth);
            case 2 -> "not " + pick("nil", "false", "1", "''");
            case 3 -> "(" + text(depth) + "):find(" + pick("'x'", "'-', 1, true", "'%-'", "'^X'") + ")";
            case 4 -> "type(" + text(depth) + ") == 'string'";
            case 5 -> pick("true", "nil") + pick(" and ", " or ") + pick("false", "1");
            default -> "(" + text(depth) + "):match(" + pick("'Id'", "'X%-'", "'.'") + ")";
        };
    }
}
