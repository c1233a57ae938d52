package io.portage.kong.lua;

import io.portage.kong.read.Position;

/// Reads a quoted string and its escapes.
final class Quoted {
    private final Source source;
    private final Position at;
    private final StringBuilder text = new StringBuilder();

    private Quoted(Source source, Position at) {
        this.source = source;
        this.at = at;
    }

    static String read(Source source, Position at) {
        return new Quoted(source, at).read();
    }

    private String read() {
        int quote = source.next();
        for (int c = source.next(); c != quote; c = source.next()) {
            if (c == Source.END || Source.isLineEnd(c)) {
                throw wrong("unfinished string");
            }
            if (c == '\\') {
                escape(source.next());
            } else {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    private void escape(int c) {
        switch (c) {
            case 'a' -> text.append('\u0007');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'v' -> text.append('\u000B');
            case '\\', '"', '\'' -> text.append((char) c);
            case '\n', '\r' -> newLine(c);
            case 'x' -> text.append((char) (hex() * 16 + hex()));
            case 'z' -> skipBlanks();
            case 'u' -> unicode();
            default -> decimal(c);
        }
    }

    private void newLine(int c) {
        text.append('\n');
        if (Source.isLineEnd(source.peek()) && source.peek() != c) {
            source.next();
        }
    }

    private void decimal(int first) {
        if (!Source.isDigit(first)) {
            throw wrong("invalid escape sequence");
        }
        int value = first - '0';
        for (int i = 0; i < 2 && Source.isDigit(source.peek()); i++) {
            value = value * 10 + source.next() - '0';
        }
        if (value > 255) {
            throw wrong("invalid escape sequence");
        }
        text.append((char) value);
    }

    private int hex() {
        int c = source.next();
        if (c < 0 || c > 'f' || Character.digit(c, 16) < 0) {
            throw wrong("invalid escape sequence");
        }
        return Character.digit(c, 16);
    }

    private void unicode() {
        if (source.next() != '{') {
            throw wrong("invalid escape sequence");
        }
        int value = hex();
        while (source.peek() != '}') {
            value = value * 16 + hex();
            if (value > 0x10FFFF) {
                throw wrong("invalid escape sequence");
            }
        }
        source.next();
        if (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
            throw wrong("invalid escape sequence");
        }
        text.appendCodePoint(value);
    }

    private void skipBlanks() {
        while (Source.isBlank(source.peek())) {
            source.next();
        }
    }

    private LuaSyntaxException wrong(String message) {
        return new LuaSyntaxException(message, at);
    }
}
