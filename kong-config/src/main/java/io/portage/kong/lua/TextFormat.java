package io.portage.kong.lua;

/// What `string.format` makes of a pattern.
final class TextFormat {
    private TextFormat() {}

    /// The text, or how it begins and ends where a part of it is not known.
    static Datum of(String pattern, Datums arguments) {
        Datum made = new Datum.Text("");
        int next = 0;
        int from = 0;
        for (int i = pattern.indexOf('%'); i >= 0 && i + 1 < pattern.length(); i = pattern.indexOf('%', from)) {
            made = Texts.joined(made, new Datum.Text(pattern.substring(from, i)));
            char kind = pattern.charAt(i + 1);
            from = i + 2;
            if (kind == '%') {
                made = Texts.joined(made, new Datum.Text("%"));
            } else if (kind == 's' || kind == 'd') {
                made = Texts.joined(made, part(kind, arguments.get(next++)));
            } else {
                // what is asked for in another way may be anything, and so may what follows
                return Texts.joined(made, Datum.SOME_TEXT);
            }
        }
        return Texts.joined(made, new Datum.Text(pattern.substring(from)));
    }

    private static Datum part(char kind, Datum argument) {
        return switch (argument) {
            case Datum.Text text when kind == 's' -> text;
            case Datum.Partly partly when kind == 's' -> partly;
            case Datum.Num _ when Texts.text(argument) instanceof String text -> new Datum.Text(text);
            default -> Datum.SOME_TEXT;
        };
    }
}
