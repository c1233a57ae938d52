package io.portage.kong.lua;

import io.portage.kong.read.Position;

/// Lua text with a reading position that knows line and column.
final class Source {
    static final int END = -1;
    private final String text;
    private final Position start;
    private int offset;
    private int line;
    private int column;

    /// @param start where the text stands; its further lines are taken to begin at column 1
    Source(String text, Position start) {
        this.text = text;
        this.start = start;
        this.line = start.line();
        this.column = start.column();
        if (peek() == '\uFEFF') {
            next();
        }
        if (peek() == '#') {
            skipLine();
        }
    }

    int peek() {
        return peek(0);
    }

    int peek(int ahead) {
        return offset + ahead < text.length() ? text.charAt(offset + ahead) : END;
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix, offset);
    }

    int next() {
        int c = peek();
        if (c == END) {
            return END;
        }
        offset++;
        if (c == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        return c;
    }

    void skip(int count) {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    void skipLine() {
        while (!isLineEnd(peek()) && peek() != END) {
            next();
        }
    }

    /// Skips one end of a line, which may be of two characters.
    void skipLineEnd() {
        if (isLineEnd(peek()) && isLineEnd(peek(1)) && peek(1) != peek()) {
            next();
        }
        if (isLineEnd(peek())) {
            next();
        }
    }

    static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }

    static boolean isBlank(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    int offset() {
        return offset;
    }

    String since(int from) {
        return text.substring(from, offset);
    }

    Position position() {
        return new Position(start.file(), line, column);
    }
}
