package io.portage.kong.lua;

import java.util.Random;

/// Makes pieces of code of which about half are Lua: jumps, loops, variables, numbers and texts in odd places.
final class RandomLua {
    private static final String[] NAMES = {"a", "b", "c"};
    private static final String[] LABELS = {"p", "q"};
    private static final String[] NUMBER_PARTS = {
        "0", "1", "7", "9", "0x", "0b", ".", "e", "E+", "p-", "f", "A", "LL", "ULL", "llu", "i", "I", "u", "l", "00"
    };
    private static final String[] TEXT_PARTS = {
        "a",
        "\\n",
        "\\z ",
        "\\z\n",
        "\\x4",
        "1",
        "\\x41",
        "\\065",
        "\\25",
        "6",
        "\\u{41}",
        "\\u{D800}",
        "\\u{110000}",
        "\\u{",
        "}",
        "\\\n",
        "\\\\",
        "\\q",
        "\\300",
        "\"",
        "'",
        "\u00e9",
        "\\\r\n",
        "\r",
        "[[",
        "]]",
        "\\v\\f\\a\\b"
    };
    private final Random random;
    private int depth;

    RandomLua(Random random) {
        this.random = random;
    }

    String program() {
        return block(1 + random.nextInt(5));
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String name() {
        return pick(NAMES);
    }

    private String block(int statements) {
        var text = new StringBuilder();
        for (int i = 0; i < statements; i++) {
            text.append(statement()).append(pick("\n", " ", "\r\n", "\n", " --[[x]] "));
        }
        if (random.nextInt(6) == 0) {
            text.append(pick("return ", "return a", "return a, ...", "break ", "return;"));
        }
        return text.append(' ').toString();
    }

    private String inner() {
        depth++;
        var block = depth > 4 ? " " : " " + block(random.nextInt(4));
        depth--;
        return block;
    }

    private String statement() {
        return switch (random.nextInt(16)) {
            case 0, 1 -> "local " + name() + pick("", " = " + expression(), ", " + name() + " = " + expression());
            case 2 -> name() + pick("", ".x", "[1]") + " = " + expression();
            case 3 -> name() + "(" + expression() + ")";
            case 4, 5 -> "goto " + pick(LABELS);
            case 6, 7 -> "::" + pick(LABELS) + "::";
            case 8 -> "do" + inner() + "end";
            case 9 -> "while " + expression() + " do" + inner() + "end";
            case 10 -> "repeat" + inner() + "until " + expression();
            case 11 -> "for " + name() + pick(" = 1, 2 do", " = 1 do", " in a do", ", b in a, b do") + inner() + "end";
            case 12 -> "if " + expression() + " then" + inner() + pick("", "else" + inner()) + "end";
            case 13 ->
                "local function " + name() + "(" + pick("", "a", "a, ...", "...", "..., a") + ")" + inner() + "end";
            case 14 ->
                "function " + pick("a", "a.b", "a:b", "a.b:c", "a:b.c") + "(" + pick("", "...") + ")" + inner() + "end";
            default -> "if " + name() + " then break end";
        };
    }

    private String expression() {
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> number();
            case 3, 4, 5 -> text();
            case 6 -> "...";
            case 7 -> "{" + pick("", "1", "a = 1", "[a] = 2; 3,", "a = , ", "[1] 2") + "}";
            case 8 -> "(" + name() + pick("", ".b", ":b()", "'x'") + ")";
            case 9 -> name() + pick(" + ", " .. ", " and ", " == ", " ~= ", " != ", " // ", " ^ ", " % ") + name();
            case 10 -> pick("not ", "-", "#", "~") + name();
            case 11 -> depth > 4 ? "nil" : "function(" + pick("", "...") + ")" + inner() + "end";
            default -> pick("nil", "true", "false") + pick("", "", ".x");
        };
    }

    private String number() {
        var text = new StringBuilder(random.nextInt(8) == 0 ? pick("0x", "0b") : pick("0", "1", "7", ".5", "9"));
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(pick(NUMBER_PARTS));
        }
        return text.toString();
    }

    private String text() {
        var quote = pick("\"", "'");
        var text = new StringBuilder(quote);
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(pick(TEXT_PARTS));
        }
        return text.append(quote).toString();
    }
}
