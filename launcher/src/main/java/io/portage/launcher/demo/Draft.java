package io.portage.launcher.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A request as the story tells it. `{name}` in it stands for something that was kept, `{key.name}` for a fresh key
/// that stays the same for the rest of the story.
///
/// @param user who sends it
record Draft(String user, String method, String path, List<Line> lines, String body) {
    /// A header line, its value known only once the story is played.
    sealed interface Line {
        String header();

        record Text(String header, String value) implements Line {}

        /// An instant that long before it is first sent; the same instant in every repeat.
        record Moment(String header, String name, Duration ago) implements Line {}
    }

    Draft {
        lines = List.copyOf(lines);
    }

    static Draft of(String user, String method, String path, String body) {
        return new Draft(user, method, path, List.of(), body);
    }

    Draft header(String name, String value) {
        return with(new Line.Text(name, value));
    }

    Draft key(String name) {
        return header("Idempotency-Key", "{key." + name + "}");
    }

    /// Acted on that long ago, by the phone's clock.
    Draft queued(String name, Duration ago) {
        return with(new Line.Moment("X-Queued-At", "queued " + name, ago));
    }

    /// Sent at a time that the phone's clock has wrong by that much.
    Draft sent(String name, Duration behind) {
        return with(new Line.Moment("X-Sent-At", "sent " + name, behind));
    }

    Draft body(String other) {
        return new Draft(user, method, path, lines, other);
    }

    private Draft with(Line line) {
        var more = new ArrayList<>(lines);
        more.add(line);
        return new Draft(user, method, path, more, body);
    }
}
