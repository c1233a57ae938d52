package io.portage.kong.report;

import static io.portage.kong.report.HtmlReport.text;

import io.portage.kong.flow.Cause;
import io.portage.kong.flow.Step;
import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Verdict;
import io.portage.kong.flow.Walk;
import java.util.List;

/// A chain drawn: a line for each header from the client to the service, through the plugins, with a mark where one
/// touches it and another colour from there.
final class ChainPicture {
    private static final int LEFT = 132;
    private static final int RIGHT = 100;
    private static final int COLUMN = 142;
    private static final int TOP = 58;
    private static final int LANE = 28;
    private static final int LONGEST = 22;

    private final StringBuilder svg = new StringBuilder();
    private final Walk walk;
    private final int width;
    private final int height;

    private ChainPicture(Walk walk) {
        this.walk = walk;
        width = LEFT + Math.max(1, walk.steps().size()) * COLUMN + RIGHT;
        height = TOP + SyncHeader.values().length * LANE;
    }

    static String of(Walk walk) {
        var picture = new ChainPicture(walk);
        picture.draw();
        return picture.svg.toString();
    }

    private void draw() {
        svg.append("<svg role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" aria-label=\"%s\">\n"
                .formatted(width, height, width, height, text(told())));
        for (var i = 0; i < walk.steps().size(); i++) {
            column(i, walk.steps().get(i));
        }
        for (var header : SyncHeader.values()) {
            lane(header);
        }
        svg.append("</svg>\n");
    }

    /// The picture in words.
    private String told() {
        var told = new StringBuilder(walk.steps().size() + " plugins");
        walk.headers()
                .forEach((header, verdict) ->
                        told.append(", ").append(header.header()).append(' ').append(verdict.verdict()));
        return told.toString();
    }

    private void column(int index, Step step) {
        var x = x(index);
        svg.append("<g><title>%s</title>"
                        .formatted(text(
                                step.link().plugin().name() + ": " + step.link().why())))
                .append("<text x=\"%d\" y=\"18\" text-anchor=\"middle\">%s</text>"
                        .formatted(x, shortened(step.link().plugin().name())))
                .append("<text class=\"faint\" x=\"%d\" y=\"34\" text-anchor=\"middle\">%s</text>"
                        .formatted(x, shortened(step.link().plugin().scope().toString())))
                .append("<line class=\"guide\" x1=\"%d\" y1=\"42\" x2=\"%d\" y2=\"%d\"/></g>\n"
                        .formatted(x, x, height - 8));
    }

    private static int x(int index) {
        return LEFT + index * COLUMN + COLUMN / 2;
    }

    private static String shortened(String name) {
        return text(name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…");
    }

    private void lane(SyncHeader header) {
        var y = TOP + header.ordinal() * LANE + LANE / 2 - 6;
        svg.append("<text x=\"0\" y=\"%d\">%s</text>".formatted(y + 4, header.header()));
        var state = Verdict.PRESERVED;
        var from = LEFT - 8;
        var marks = new StringBuilder();
        for (var i = 0; i < walk.steps().size(); i++) {
            var causes = walk.steps().get(i).causes().getOrDefault(header, List.of());
            if (!causes.isEmpty()) {
                line(from, x(i), y, state);
                from = x(i);
                state = state.worst(colour(causes.getLast()));
                marks.append("<circle class=\"mark %s\" cx=\"%d\" cy=\"%d\" r=\"7\"><title>%s</title></circle>"
                        .formatted(
                                colour(causes.getLast()),
                                x(i),
                                y,
                                text(causes.getLast().words())));
            }
        }
        line(from, width - RIGHT + 8, y, state);
        end(header, y, marks);
    }

    private void end(SyncHeader header, int y, StringBuilder marks) {
        var found = walk.headers().get(header);
        var verdict = found == null ? Verdict.PRESERVED : found.verdict();
        svg.append(marks)
                .append("<text class=\"end %s\" x=\"%d\" y=\"%d\">%s</text>\n"
                        .formatted(verdict, width - RIGHT + 16, y + 4, verdict));
    }

    private void line(int from, int to, int y, Verdict state) {
        svg.append(
                "<line class=\"lane %s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>".formatted(state, from, y, to, y));
    }

    private static Verdict colour(Cause cause) {
        return switch (cause.effect()) {
            case "mints", "adds" -> Verdict.MINTED;
            case "terminates" -> Verdict.TERMINATED;
            case "may change" -> Verdict.UNPROVEN;
            default -> Verdict.VIOLATED;
        };
    }
}
