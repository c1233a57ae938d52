package io.portage.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The path of an operation: literal segments, `{variables}` and, at the end only, `**` for all that follows.
///
/// @param text the template as written, which is also the route's name in logs and metrics
/// @param segments its segments in order
public record PathTemplate(String text, List<Segment> segments) {
    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)}");

    /// One segment of a path.
    public sealed interface Segment {
        /// Exactly this text.
        record Literal(String text) implements Segment {}

        /// Any one segment that is not empty.
        record Variable(String name) implements Segment {}

        /// One segment or more.
        record Rest() implements Segment {}
    }

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /// Reads `/v1/patients/{patientId}`.
    ///
    /// @throws IllegalArgumentException where `text` is no path template
    public static PathTemplate parse(String text) {
        if (!text.startsWith("/") || text.length() < 2) {
            throw new IllegalArgumentException("\"" + text + "\" (expected: a path that starts with /)");
        }
        var segments = new ArrayList<Segment>();
        var parts = text.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            var segment = segment(text, parts[i], i == parts.length - 1);
            if (segment instanceof Segment.Variable && segments.contains(segment)) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" (expected: variables with names of their own; found " + parts[i] + " twice)");
            }
            segments.add(segment);
        }
        return new PathTemplate(text, segments);
    }

    private static Segment segment(String text, String part, boolean last) {
        var variable = VARIABLE.matcher(part);
        if (variable.matches()) {
            return new Segment.Variable(variable.group(1));
        }
        if (part.equals("**") && last) {
            return new Segment.Rest();
        }
        if (LITERAL.matcher(part).matches()) {
            return new Segment.Literal(part);
        }
        throw new IllegalArgumentException("\"" + text + "\" (expected: segments of letters, digits and . _ ~ -,"
                + " {variables}, or ** at the end; found \"" + part + "\")");
    }

    /// Whether some path matches both templates.
    public boolean overlaps(PathTemplate other) {
        for (int i = 0; ; i++) {
            boolean mineEnds = i == segments.size();
            boolean theirsEnd = i == other.segments.size();
            if (mineEnds || theirsEnd) {
                return mineEnds && theirsEnd;
            }
            var mine = segments.get(i);
            var theirs = other.segments.get(i);
            if (mine instanceof Segment.Rest || theirs instanceof Segment.Rest) {
                return true;
            }
            if (mine instanceof Segment.Literal && theirs instanceof Segment.Literal && !mine.equals(theirs)) {
                return false;
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
