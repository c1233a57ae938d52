package io.portage.kong.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The templates `${{ env "DECK_X" }}` of decK, which are filled in before YAML is read. Each is held by a placeholder
/// of the same width, so that everything stays where it is.
public final class EnvTemplates {
    private static final String OPEN = "${{";
    private static final String CLOSE = "}}";
    private static final Pattern ENV = Pattern.compile("\\benv\\s+[\"`]([^\"`]*)[\"`]");
    private static final char FIRST = '\uE000';
    private static final char DIGIT = '\uE010';
    private static final char FILL = '\uE001';
    private static final int DIGITS = 6;
    private static final int MOST = 1 << 24;
    private static final Pattern HELD = Pattern.compile("\uE000[\uE010-\uE01F]{6}\uE001*");

    private final List<Template> templates = new ArrayList<>();
    private final String text;

    /// One of them.
    ///
    /// @param text as written
    /// @param variable null where it names none
    /// @param start offset in the text of the file
    public record Template(String text, @Nullable String variable, int start) {
        boolean makes(String function) {
            return text.contains(function);
        }
    }

    private EnvTemplates(String source) {
        this.text = source.contains(OPEN) ? hold(source) : source;
    }

    static EnvTemplates in(String source) {
        return new EnvTemplates(source);
    }

    /// Whether a value is to be filled in from the environment.
    public static boolean isIn(String value) {
        return value.contains(OPEN);
    }

    List<Template> templates() {
        return templates;
    }

    /// The text with placeholders.
    String text() {
        return text;
    }

    /// Line by line, and each but once: a file may be one long line of openings.
    private String hold(String source) {
        var held = new StringBuilder(source);
        for (var start = 0; start < source.length(); ) {
            var newline = source.indexOf('\n', start);
            var end = newline < 0 ? source.length() : newline;
            if (!isComment(source, start, end)) {
                line(source, start, end, held);
            }
            start = end + 1;
        }
        return held.toString();
    }

    private void line(String source, int start, int end, StringBuilder held) {
        var open = source.indexOf(OPEN, start);
        while (open >= 0 && open < end) {
            var close = source.indexOf(CLOSE, open);
            if (close < 0 || close > end) {
                return;
            }
            hold(held, open, source.substring(open, close + CLOSE.length()));
            open = source.indexOf(OPEN, close);
        }
    }

    private static boolean isComment(String source, int start, int end) {
        var first = start;
        while (first < end && Character.isWhitespace(source.charAt(first))) {
            first++;
        }
        return first < end && source.charAt(first) == '#';
    }

    private void hold(StringBuilder held, int start, String template) {
        if (template.length() <= DIGITS || templates.size() >= MOST) {
            return;
        }
        var env = ENV.matcher(template);
        var index = templates.size();
        templates.add(new Template(template, env.find() ? env.group(1) : null, start));
        held.setCharAt(start, FIRST);
        for (var i = 0; i < template.length() - 1; i++) {
            var digit = (char) (DIGIT + (i < DIGITS ? (index >> (4 * i)) & 0xF : 0));
            held.setCharAt(start + 1 + i, i < DIGITS ? digit : FILL);
        }
    }

    String restore(String value) {
        return templates.isEmpty() || value.indexOf(FIRST) < 0
                ? value
                : HELD.matcher(value).replaceAll(held -> Matcher.quoteReplacement(original(held.group())));
    }

    private String original(String held) {
        var index = index(held);
        return index < templates.size() ? templates.get(index).text() : held;
    }

    private static int index(String held) {
        var index = 0;
        for (var i = 0; i < DIGITS; i++) {
            index |= (held.charAt(1 + i) - DIGIT) << (4 * i);
        }
        return index;
    }

    /// What an unquoted text means; a template alone means what its last function makes.
    Node plain(Position at, String value) {
        if (templates.isEmpty() || value.indexOf(FIRST) < 0) {
            return PlainScalar.of(at, value);
        }
        var whole = restore(value);
        if (HELD.matcher(value).matches() && index(value) < templates.size()) {
            var template = templates.get(index(value));
            if (template.makes("toBool")) {
                return new Node.Bool(at, false, whole);
            }
            if (template.makes("toInt") || template.makes("toFloat")) {
                return new Node.Number(at, 42, whole);
            }
        }
        return new Node.Text(at, whole);
    }
}
