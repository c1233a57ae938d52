package io.portage.kong.lua;

import io.portage.kong.lua.Token.Kind;
import io.portage.kong.read.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Cuts Lua 5.1, with what LuaJIT adds to it, into words.
final class Lexer {
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
            "goto",
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
            "while");
    private static final List<String> SYMBOLS = List.of(
            "...", "..", "==", "~=", "<=", ">=", "::", "+", "-", "*", "/", "%", "^", "#", "<", ">", "=", "(", ")", "{",
            "}", "[", "]", ";", ":", ",", ".");
    private static final Pattern LINE_END = Pattern.compile("\r\n|\n\r|\r");

    private final Source source;
    private final List<Token> tokens = new ArrayList<>();

    private Lexer(Source source) {
        this.source = source;
    }

    static List<Token> tokens(String text, Position at) {
        var lexer = new Lexer(new Source(text, at));
        while (lexer.read()) {
            // each call adds one token
        }
        return lexer.tokens;
    }

    private boolean read() {
        skipBlanks();
        var at = source.position();
        int c = source.peek();
        if (c == Source.END) {
            tokens.add(new Token(Kind.END, "", at));
            return false;
        }
        tokens.add(token(c, at));
        return true;
    }

    private Token token(int c, Position at) {
        if (isNameStart(c)) {
            var word = word();
            return new Token(KEYWORDS.contains(word) ? Kind.KEYWORD : Kind.NAME, word, at);
        }
        if (Source.isDigit(c) || (c == '.' && Source.isDigit(source.peek(1)))) {
            return new Token(Kind.NUMBER, number(at), at);
        }
        if (c == '"' || c == '\'') {
            return new Token(Kind.STRING, Quoted.read(source, at), at);
        }
        int level = longBracket(0);
        if (c == '[' && level >= 0) {
            return new Token(Kind.STRING, longText(level, at), at);
        }
        return new Token(Kind.SYMBOL, symbol(at), at);
    }

    private void skipBlanks() {
        while (true) {
            int c = source.peek();
            if (Source.isBlank(c)) {
                source.next();
            } else if (source.startsWith("--")) {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        int level = longBracket(2);
        if (level < 0) {
            source.skipLine();
            return;
        }
        var at = source.position();
        source.skip(2);
        longText(level, at);
    }

    /// How many `=` the long bracket there has; -1 where there is none.
    private int longBracket(int ahead) {
        if (source.peek(ahead) != '[') {
            return -1;
        }
        int level = 0;
        while (source.peek(ahead + 1 + level) == '=') {
            level++;
        }
        return source.peek(ahead + 1 + level) == '[' ? level : -1;
    }

    private String longText(int level, Position at) {
        source.skip(level + 2);
        source.skipLineEnd();
        var end = "]" + "=".repeat(level) + "]";
        int from = source.offset();
        while (!source.startsWith(end)) {
            if (source.next() == Source.END) {
                throw new LuaSyntaxException("unfinished long string or comment (expected: " + end + ")", at);
            }
        }
        var text = LINE_END.matcher(source.since(from)).replaceAll("\n");
        source.skip(end.length());
        return text;
    }

    private String word() {
        int from = source.offset();
        while (isNameStart(source.peek()) || Source.isDigit(source.peek())) {
            source.next();
        }
        return source.since(from);
    }

    private String number(Position at) {
        int from = source.offset();
        boolean hex = source.peek() == '0' && (source.peek(1) | 0x20) == 'x';
        int previous = 0;
        while (continuesNumber(source.peek(), previous, hex)) {
            previous = source.next();
        }
        var text = source.since(from);
        if (!Numeral.isOne(text)) {
            throw new LuaSyntaxException("malformed number near '" + text + "'", at);
        }
        return text;
    }

    private static boolean continuesNumber(int c, int previous, boolean hex) {
        if (c == '+' || c == '-') {
            return (previous | 0x20) == (hex ? 'p' : 'e');
        }
        return c == '.' || Source.isDigit(c) || isNameStart(c);
    }

    private String symbol(Position at) {
        for (var symbol : SYMBOLS) {
            if (source.startsWith(symbol)) {
                source.skip(symbol.length());
                return symbol;
            }
        }
        throw new LuaSyntaxException("unexpected character '" + (char) source.peek() + "'", at);
    }

    private static boolean isNameStart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }
}
