package io.portage.kong.report;

import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Verdict;
import io.portage.kong.verify.Verification;
import java.util.List;

/// Verifications for somebody at a terminal: the answer, what each route does to each header, what to mend and where,
/// and what is taken for granted.
final class TextReport {
    private static final int WIDEST_LABEL = 48;
    private final StringBuilder text = new StringBuilder();
    private final Palette palette;

    TextReport(boolean colours) {
        this.palette = new Palette(colours);
    }

    String of(List<Subject> subjects) {
        for (var subject : subjects) {
            text.append(text.isEmpty() ? "" : "\n\n");
            of(subject);
        }
        return text.toString();
    }

    private void of(Subject subject) {
        var verification = subject.verification();
        head(verification);
        matrix(verification);
        var excerpts = new Excerpts(subject.sources());
        var witnesses = new Witnesses(verification);
        var findings = new FindingsText(palette);
        Grouped.of(verification.findings()).forEach(it -> findings.add(it, excerpts, witnesses.of(it.finding())));
        text.append(findings.text().isEmpty() ? "" : "\n").append(findings.text());
        text.append(new RuleSums(palette).of(Grouped.of(verification.findings())));
        assumptions(verification);
        sum(verification);
    }

    private void head(Verification verification) {
        text.append(palette.strong(Printable.of(verification.file())))
                .append(": ")
                .append(palette.verdict(verification.verdict()));
        var config = verification.config();
        if (config != null) {
            var all = config.routes().size();
            var reached = verification.routes().size();
            text.append(" (Kong ")
                    .append(verification.version())
                    .append(", ")
                    .append(reached == all ? counted(all, "route") : reached + " of " + counted(all, "route"))
                    .append(", scope ")
                    .append(verification.reach())
                    .append(')');
        }
        text.append('\n');
    }

    private void matrix(Verification verification) {
        var rows = Matrix.of(verification.routes());
        if (rows.isEmpty()) {
            return;
        }
        var width = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
        width = Math.min(WIDEST_LABEL, width) + 2;
        text.append("\n  ").repeat(' ', width);
        for (var header : SyncHeader.values()) {
            text.append(palette.faint(header.header())).append("  ");
        }
        endLine();
        for (var row : rows) {
            row(row, width);
        }
    }

    private void row(Matrix row, int width) {
        text.append("  ")
                .append(Printable.of(row.label()))
                .repeat(' ', Math.max(2, width - row.label().length()));
        for (var header : SyncHeader.values()) {
            var verdict = row.verdicts().get(header.ordinal());
            text.append(palette.of(verdict, verdict.toString()))
                    .repeat(
                            ' ',
                            Math.max(
                                    2,
                                    header.header().length()
                                            + 2
                                            - verdict.toString().length()));
        }
        endLine();
    }

    private void endLine() {
        while (text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        text.append('\n');
    }

    private void assumptions(Verification verification) {
        if (verification.assumptions().isEmpty()) {
            return;
        }
        text.append("\nTaken for granted, since it does not stand in the file:\n");
        for (var assumption : verification.assumptions()) {
            text.append(assumption.closed() ? "  closed  " : "  open    ")
                    .append(assumption.id())
                    .append(": ")
                    .append(assumption.message())
                    .append('\n');
        }
    }

    private void sum(Verification verification) {
        text.append('\n')
                .append(palette.verdict(verification.verdict()))
                .append(": ")
                .append(meaning(verification))
                .append("; ")
                .append(FindingsText.sum(verification.findings()));
        if (!verification.accepted().isEmpty()) {
            text.append(", ").append(verification.accepted().size()).append(" waived or known before");
        }
        text.append('\n');
    }

    private static String meaning(Verification verification) {
        return switch (verification.verdict()) {
            case "invalid" -> "Kong would refuse it, or it cannot be read";
            case "violated" -> routes(verification, Verdict.VIOLATED) + " can lose a sync header";
            case "unproven" -> "nobody can say of " + routes(verification, Verdict.UNPROVEN);
            default ->
                verification.routes().isEmpty()
                        ? "no route to speak of"
                        : "every sync header that goes on arrives as it was sent";
        };
    }

    private static String routes(Verification verification, Verdict verdict) {
        var some = verification.routes().stream()
                .filter(it -> it.worst() == verdict)
                .count();
        return some + " of " + counted(verification.routes().size(), "route");
    }

    private static String counted(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}
