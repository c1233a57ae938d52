package io.portage.kong.report;

/// Text out of somebody's file, so that it steers no terminal: one column for each character, no controls.
final class Printable {
    private Printable() {}

    static String of(String text) {
        if (text.chars().noneMatch(Printable::isControl)) {
            return text;
        }
        var printable = new StringBuilder(text.length());
        text.chars().forEach(c -> printable.append(c == '\t' || c == '\n' ? ' ' : isControl(c) ? '?' : (char) c));
        return printable.toString();
    }

    /// Those of C0 and C1, and what turns the direction of writing.
    private static boolean isControl(int c) {
        return c < ' ' || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
