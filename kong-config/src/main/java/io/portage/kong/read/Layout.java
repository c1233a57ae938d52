package io.portage.kong.read;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// Where a text stands in its file, and what stands there in place of decK's templates.
///
/// @param file name of the file
/// @param line what to add to a line, from 0, of the text
/// @param column what to add to a column, from 0, of the text
/// @param fixed the one place of everything, where lines of the text are no lines of the file; else null
record Layout(String file, int line, int column, @Nullable Position fixed, EnvTemplates templates) {
    static Layout of(String file, EnvTemplates templates) {
        return new Layout(file, 1, 1, null, templates);
    }

    Position at(Event event) {
        return event.getStartMark().map(this::at).orElseGet(this::start);
    }

    Position at(Mark mark) {
        return fixed != null ? fixed : new Position(file, mark.getLine() + line, mark.getColumn() + column);
    }

    Position start() {
        return fixed != null ? fixed : new Position(file, line, column);
    }

    /// The text with the templates back in it.
    String original(String text) {
        return templates.restore(text);
    }

    /// What an unquoted text means.
    Node plain(Position at, String text) {
        return templates.plain(at, text);
    }
}
