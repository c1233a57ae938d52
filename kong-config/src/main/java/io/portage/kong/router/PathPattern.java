package io.portage.kong.router;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A path of a route: a prefix, or a regular expression that is anchored at its front.
final class PathPattern {
    /// What is known of two paths.
    enum Answer {
        YES,
        NO,
        /// Of regular expressions not everything is known.
        MAYBE
    }

    private final String text;
    private final @Nullable Pattern regex;
    private final String literal;
    private final boolean takesAllWithLiteral;
    private final List<String> examples;

    private PathPattern(String text, @Nullable Pattern regex, RegexText known, List<String> examples) {
        this.text = text;
        this.regex = regex;
        this.literal = known.literal();
        this.takesAllWithLiteral = known.restIsAnything();
        this.examples = examples;
    }

    static PathPattern of(String path) {
        if (!isRegex(path)) {
            return new PathPattern(path, null, new RegexText(path, true), List.of(path));
        }
        var regex = path.substring(1);
        var known = RegexText.of(regex);
        return RegexText.compiled(regex)
                .map(it -> new PathPattern(path, it, known, RegexExample.of(regex, it)))
                .orElseGet(() -> new PathPattern(path, null, new RegexText(known.literal(), false), List.of()));
    }

    static boolean isRegex(String path) {
        return path.startsWith("~");
    }

    boolean isRegex() {
        return isRegex(text);
    }

    String literal() {
        return literal;
    }

    /// Whether it takes that path, which is normalised.
    Answer takes(String path) {
        if (takesAllWithLiteral) {
            return path.startsWith(literal) ? Answer.YES : Answer.NO;
        }
        if (regex == null) {
            return path.startsWith(literal) ? Answer.MAYBE : Answer.NO;
        }
        return regex.matcher(path).lookingAt() ? Answer.YES : Answer.NO;
    }

    /// Whether every path of the other is certainly one of this.
    boolean covers(PathPattern other) {
        return text.equals(other.text) || (takesAllWithLiteral && other.literal.startsWith(literal));
    }

    /// A path that both take; null where none is known.
    @Nullable
    String common(PathPattern other) {
        for (var example : examples) {
            if (other.takes(example) == Answer.YES) {
                return example;
            }
        }
        for (var example : other.examples) {
            if (takes(example) == Answer.YES) {
                return example;
            }
        }
        return null;
    }

    /// Whether nobody can say if some path is one of both.
    boolean mayMeet(PathPattern other) {
        return (isBeyond() || other.isBeyond())
                && (literal.startsWith(other.literal) || other.literal.startsWith(literal))
                && common(other) == null;
    }

    /// Whether nothing is known that it takes.
    boolean isBeyond() {
        return examples.isEmpty();
    }

    String example() {
        return examples.isEmpty() ? literal : examples.getFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
