package io.portage.kong.verify;

import io.portage.kong.flow.Cause;
import io.portage.kong.flow.HeaderVerdict;
import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.flow.SyncHeader;
import io.portage.kong.flow.Verdict;
import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Says of each header that is lost, or of which nobody can say, who does it and where.
final class HeaderFindings {
    private HeaderFindings() {}

    static Stream<Finding> of(RouteVerdict route) {
        return route.headers().entrySet().stream().flatMap(it -> of(route, it.getKey(), it.getValue()));
    }

    private static Stream<Finding> of(RouteVerdict route, SyncHeader header, HeaderVerdict verdict) {
        return switch (verdict.verdict()) {
            case VIOLATED -> Stream.of(finding(route, header, verdict, Level.ERROR));
            case UNPROVEN -> Stream.of(finding(route, header, verdict, Level.WARNING));
            case TERMINATED, MINTED, PRESERVED -> Stream.empty();
        };
    }

    private static Finding finding(RouteVerdict route, SyncHeader header, HeaderVerdict verdict, Level level) {
        var causes = telling(verdict);
        var at = causes.isEmpty() ? route.route().at() : causes.getFirst().at();
        return Finding.of(rule(header.header()), level, message(header, verdict, causes), at)
                .on(route.route().label())
                .about(header.header())
                .alsoAt(causes.stream().skip(1).map(Cause::at).toList());
    }

    /// Those that say why: of a loss what does the harm, of a doubt what nobody knows.
    private static List<Cause> telling(HeaderVerdict verdict) {
        var doubts = verdict.verdict() == Verdict.UNPROVEN;
        var telling = verdict.because().stream()
                .filter(it -> it.effect().equals("may change") == doubts)
                .filter(it -> !it.effect().equals("mints"))
                .toList();
        return telling.isEmpty() ? verdict.because() : telling;
    }

    /// Such as `headers/keeps-idempotency-key`.
    static String rule(String header) {
        return "headers/keeps-" + header.toLowerCase(Locale.ROOT);
    }

    private static String message(SyncHeader header, HeaderVerdict verdict, List<Cause> causes) {
        var who = causes.isEmpty() ? "something" : causes.getFirst().words();
        var more = causes.size() > 1 ? ", and " + (causes.size() - 1) + " more" : "";
        return verdict.verdict() == Verdict.UNPROVEN
                ? header.header() + ": nobody can say whether it arrives as it was sent; " + who + more
                        + " (expected: effects that are known or declared)"
                : header.header() + ": " + who + more + harmed(verdict) + " (expected: it arrives as it was sent)";
    }

    private static String harmed(HeaderVerdict verdict) {
        return verdict.whereNotSent() && !verdict.whereSent() ? " where the client sent none" : "";
    }
}
