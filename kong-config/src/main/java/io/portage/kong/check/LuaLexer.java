package io.portage.kong.check;

import java.util.Set;
import java.util.regex.Pattern;

/// Takes a Lua text apart into words, as the LuaJIT in Kong does.
final class LuaLexer {
    /// What a word is; an operator or keyword is its own text.
    enum Kind {
        NAME,
        NUMBER,
        STRING,
        SYMBOL,
        END
    }

    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "break",
            "do",
            "else",
            "elseif",
            "end",
            "false",
            "for",
            "function",
            "if",
            "in",
            "local",
            "nil",
            "not",
            "or",
            "repeat",
            "return",
            "then",
            "true",
            "until",
            "while",
            "goto");
    private static final Pattern NUMBER = Pattern.compile(
            "(?i)(?:0x(?:[0-9a-f]+\\.?[0-9a-f]*|\\.[0-9a-f]+)(?:p[+-]?\\d+)?|(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?)(?:i|u?ll)?");
    private static final String LONG_SYMBOLS = "... .. == ~= <= >= :: ";

    private final String text;
    private int at;
    private int line = 1;
    private Kind kind = Kind.END;
    private String word = "";

    LuaLexer(String text) throws LuaError {
        this.text = text;
        if (text.startsWith("#")) {
            at = Math.max(text.indexOf('\n'), 0);
        }
        next();
    }

    Kind kind() {
        return kind;
    }

    int line() {
        return line;
    }

    /// Whether the current word is that keyword or symbol.
    boolean is(String symbol) {
        return kind == Kind.SYMBOL && word.equals(symbol);
    }

    String word() {
        return word;
    }

    void next() throws LuaError {
        skip();
        if (at >= text.length()) {
            take(Kind.END, at);
            return;
        }
        var first = text.charAt(at);
        if (Character.isLetter(first) || first == '_' || first >= 0x80) {
            name();
        } else if (isDigit(at) || (first == '.' && isDigit(at + 1))) {
            number();
        } else if (first == '"' || first == '\'') {
            string(first);
        } else if (first == '[' && bracket(at) >= 0) {
            take(Kind.STRING, longEnd(at));
        } else {
            symbol();
        }
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private void take(Kind newKind, int end) {
        kind = newKind;
        word = text.substring(at, end);
        line += (int) word.chars().filter(it -> it == '\n').count();
        at = end;
    }

    private void skip() throws LuaError {
        while (at < text.length()) {
            if (text.startsWith("--", at)) {
                take(Kind.END, text.startsWith("[", at + 2) && bracket(at + 2) >= 0 ? longEnd(at + 2) : lineEnd());
            } else if (Character.isWhitespace(text.charAt(at))) {
                take(Kind.END, at + 1);
            } else {
                return;
            }
        }
    }

    private int lineEnd() {
        var end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    /// How many `=` are between the two brackets that begin a long text; -1 where none begins there.
    private int bracket(int start) {
        var end = start + 1;
        while (end < text.length() && text.charAt(end) == '=') {
            end++;
        }
        return end < text.length() && text.charAt(end) == '[' ? end - start - 1 : -1;
    }

    private int longEnd(int start) throws LuaError {
        var close = "]" + "=".repeat(bracket(start)) + "]";
        var end = text.indexOf(close, start);
        if (end < 0) {
            throw new LuaError(line, "a long text that does not end");
        }
        return end + close.length();
    }

    private void name() {
        var end = at;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        take(Kind.NAME, end);
        kind = KEYWORDS.contains(word) ? Kind.SYMBOL : Kind.NAME;
    }

    private static boolean isNamePart(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character >= 0x80;
    }

    private void number() throws LuaError {
        var end = at;
        while (end < text.length() && (isNamePart(text.charAt(end)) || text.charAt(end) == '.' || isSign(end))) {
            end++;
        }
        take(Kind.NUMBER, end);
        if (!NUMBER.matcher(word).matches()) {
            throw new LuaError(line, "a malformed number");
        }
    }

    private boolean isSign(int index) {
        return "+-".indexOf(text.charAt(index)) >= 0
                && "eEpP".indexOf(text.charAt(index - 1)) >= 0
                && !(text.startsWith("0x", at) && "eE".indexOf(text.charAt(index - 1)) >= 0);
    }

    private void string(char quote) throws LuaError {
        var end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            if (text.charAt(end) == '\n') {
                throw new LuaError(line, "a text that does not end in its line");
            }
            end += text.charAt(end) == '\\' ? LuaEscape.length(text, end, line) : 1;
        }
        if (end >= text.length()) {
            throw new LuaError(line, "a text that does not end");
        }
        take(Kind.STRING, end + 1);
    }

    private void symbol() throws LuaError {
        for (var length = 3; length > 1; length--) {
            if (at + length <= text.length()
                    && LONG_SYMBOLS.contains(text.substring(at, at + length) + " ")
                    && !text.substring(at, at + length).contains(" ")) {
                take(Kind.SYMBOL, at + length);
                return;
            }
        }
        if ("+-*/%^#<>=(){}[];:,.".indexOf(text.charAt(at)) < 0) {
            throw new LuaError(line, "an unexpected character");
        }
        take(Kind.SYMBOL, at + 1);
    }
}
