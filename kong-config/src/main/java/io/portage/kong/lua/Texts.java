package io.portage.kong.lua;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the functions of Lua make of texts that are known.
final class Texts {
    private static final String MAGIC = "^$()%.[]*+-?";
    private static final int LONGEST = 10_000;
    private static final int LONGEST_END = 200;
    private static final double LARGEST = 1e15;

    private Texts() {}

    /// Whether each of its characters is one byte.
    static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    static boolean known(Datum datum) {
        return datum.choices().stream().allMatch(it -> text(it) != null);
    }

    /// A text or a number as a text; null where it is none, or one that nobody knows.
    static @Nullable String text(Datum datum) {
        return switch (datum) {
            case Datum.Text(var text) -> text;
            case Datum.Num(var number) ->
                number == Math.rint(number) && Math.abs(number) < LARGEST && (number != 0 || 1 / number > 0)
                        ? Long.toString((long) number)
                        : null;
            default -> null;
        };
    }

    static Datum joined(Datum head, Datum tail) {
        var start = text(head);
        var end = text(tail);
        if (start != null && end != null && start.length() + end.length() <= LONGEST) {
            return new Datum.Text(start + end);
        }
        return partly(
                start == null ? prefix(head) : start + (end == null ? prefix(tail) : end),
                end == null ? suffix(tail) : (start == null ? suffix(head) : start) + end);
    }

    private static String prefix(Datum datum) {
        return datum instanceof Datum.Partly(var prefix, var _) ? prefix : "";
    }

    private static String suffix(Datum datum) {
        return datum instanceof Datum.Partly(var _, var suffix) ? suffix : "";
    }

    /// As much of how a text begins and ends as the name of a header can have.
    private static Datum partly(String prefix, String suffix) {
        return new Datum.Partly(
                prefix.substring(0, Math.min(prefix.length(), LONGEST_END)),
                suffix.substring(Math.max(0, suffix.length() - LONGEST_END)));
    }

    /// What a function of the library `string` gives; null where that is not known here.
    static @Nullable Datums called(String function, Datums arguments) {
        var first = arguments.get(0);
        if (arguments.open() || first.choices().size() > 1) {
            return null;
        }
        if (first instanceof Datum.Partly(var prefix, var suffix)) {
            return switch (function) {
                case "lower" -> Datums.of(new Datum.Partly(lower(prefix), lower(suffix)));
                case "upper" -> Datums.of(new Datum.Partly(upper(prefix), upper(suffix)));
                case "reverse" -> Datums.of(new Datum.Partly(reversed(suffix), reversed(prefix)));
                default -> null;
            };
        }
        if (function.equals("char")) {
            return characters(arguments);
        }
        var text = text(first);
        if (text == null || !isPlain(text)) {
            return null;
        }
        return switch (function) {
            case "upper" -> Datums.of(new Datum.Text(upper(text)));
            case "lower" -> Datums.of(new Datum.Text(lower(text)));
            case "reverse" -> Datums.of(new Datum.Text(reversed(text)));
            case "len" -> Datums.of(new Datum.Num(text.length()));
            case "format" -> Datums.of(TextFormat.of(text, arguments.from(1)));
            default -> cut(function, text, arguments);
        };
    }

    private static @Nullable Datums cut(String function, String text, Datums arguments) {
        return switch (function) {
            case "sub" -> sub(text, arguments.get(1), arguments.get(2));
            case "byte" -> bytes(text, arguments);
            case "rep" -> repeated(text, arguments);
            case "gsub" -> replaced(text, arguments);
            case "find" -> found(text, arguments);
            case "match" -> {
                var pattern = arguments.list().size() == 2 ? literal(arguments.get(1), false) : null;
                yield pattern == null ? null : Datums.of(text.contains(pattern) ? new Datum.Text(pattern) : Datum.NIL);
            }
            default -> null;
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static @Nullable Datums characters(Datums arguments) {
        var text = new StringBuilder();
        for (var datum : arguments.list()) {
            if (!(datum instanceof Datum.Num(var code)) || code != Math.rint(code) || code < 0 || code >= 0x80) {
                return null;
            }
            text.append((char) code);
        }
        return Datums.of(new Datum.Text(text.toString()));
    }

    /// A place in a text, counted from 1 or, below 0, from the end; null where it is not known.
    private static @Nullable Integer place(Datum datum, int otherwise, int length) {
        if (datum instanceof Datum.Nil) {
            return otherwise;
        }
        if (!(datum instanceof Datum.Num(var number)) || number != Math.rint(number) || Math.abs(number) > LARGEST) {
            return null;
        }
        double place = number < 0 ? Math.max(number + length + 1, 0) : number;
        return (int) Math.min(place, Integer.MAX_VALUE);
    }

    private static @Nullable Datums sub(String text, Datum from, Datum to) {
        var start = from instanceof Datum.Nil ? null : place(from, 1, text.length());
        var end = place(to, text.length(), text.length());
        if (start == null || end == null) {
            return null;
        }
        int first = Math.max(start, 1);
        int last = Math.min(end, text.length());
        return Datums.of(new Datum.Text(first > last ? "" : text.substring(first - 1, last)));
    }

    private static @Nullable Datums bytes(String text, Datums arguments) {
        var place = place(arguments.get(1), 1, text.length());
        if (place == null || arguments.list().size() > 2) {
            return null;
        }
        boolean there = place >= 1 && place <= text.length();
        return there ? Datums.of(new Datum.Num(text.charAt(place - 1))) : Datums.NONE;
    }

    private static @Nullable Datums repeated(String text, Datums arguments) {
        boolean known = arguments.list().size() == 2
                && arguments.get(1) instanceof Datum.Num(var times)
                && times == Math.rint(times)
                && times * text.length() <= LONGEST
                && times <= LONGEST;
        return known && arguments.get(1) instanceof Datum.Num(var times)
                ? Datums.of(new Datum.Text(text.repeat((int) Math.max(times, 0))))
                : null;
    }

    private static @Nullable Datums replaced(String text, Datums arguments) {
        var pattern = literal(arguments.get(1), false);
        var by = text(arguments.get(2));
        if (arguments.list().size() != 3 || pattern == null || pattern.isEmpty() || by == null || by.contains("%")) {
            return null;
        }
        int count = (text.length() - text.replace(pattern, "").length()) / pattern.length();
        return Datums.of(new Datum.Text(text.replace(pattern, by)), new Datum.Num(count));
    }

    private static @Nullable Datums found(String text, Datums arguments) {
        boolean plain = arguments.get(3).equals(Datum.TRUE);
        var from = place(arguments.get(2), 1, text.length());
        var pattern = literal(arguments.get(1), plain);
        if (pattern == null
                || from == null
                || from != 1
                || (!plain && arguments.list().size() > 2)) {
            return null;
        }
        int at = text.indexOf(pattern);
        return at < 0 ? Datums.of(Datum.NIL) : Datums.of(new Datum.Num(at + 1), new Datum.Num(at + pattern.length()));
    }

    /// What a pattern finds that finds only itself; null where it may find something else.
    private static @Nullable String literal(Datum pattern, boolean plain) {
        var text = text(pattern);
        if (text == null || !isPlain(text) || plain) {
            return text == null || !isPlain(text) ? null : text;
        }
        var literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 1 < text.length() && MAGIC.indexOf(text.charAt(i + 1)) >= 0) {
                literal.append(text.charAt(++i));
            } else if (MAGIC.indexOf(c) >= 0) {
                return null;
            } else {
                literal.append(c);
            }
        }
        return literal.toString();
    }

    /// What a text must begin with that a pattern with `^` finds; null where the pattern says nothing of it.
    static @Nullable String beginning(Datum pattern) {
        return text(pattern) instanceof String text && text.startsWith("^")
                ? literal(new Datum.Text(text.substring(1)), false)
                : null;
    }

    /// Elements of a list as one text; null where one of them is not known.
    static @Nullable Datum concatenated(List<Datum> elements, String between) {
        var text = new StringBuilder();
        for (int i = 0; i < elements.size(); i++) {
            var element = text(elements.get(i));
            if (element == null) {
                return null;
            }
            text.append(i == 0 ? "" : between).append(element);
        }
        return text.length() > LONGEST ? null : new Datum.Text(text.toString());
    }
}
