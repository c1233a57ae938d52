package io.portage.kong.waiver;

import io.portage.kong.read.Position;
import java.time.LocalDate;

/// What a comment in a file lets pass: `# portage:allow <rule> until <date> because …`.
///
/// @param at where the comment stands
/// @param until the last day, in UTC
/// @param from the first line that it is about
/// @param to the last line that it is about
record Waiver(Position at, String rule, LocalDate until, String reason, int from, int to) {
    boolean covers(Position position) {
        return position.file().equals(at.file()) && position.line() >= from && position.line() <= to;
    }
}
