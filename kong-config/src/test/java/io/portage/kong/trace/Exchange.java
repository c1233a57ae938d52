package io.portage.kong.trace;

import io.portage.kong.flow.SyncHeader;
import io.portage.kong.read.Node;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One request that was made, and with which headers it arrived at the service, if it did.
///
/// @param arrived the headers of each attempt
record Exchange(String method, String host, String path, List<Line> sent, List<List<Line>> arrived) {
    private static final Pattern COMMA = Pattern.compile(",");

    /// One line of a header.
    record Line(String name, String value) {}

    /// What became of one header of one request.
    enum Fact {
        /// It did not go on, or the header was neither sent nor made up.
        NOTHING,
        KEPT,
        /// Removed or changed.
        LOST,
        /// It arrived and was not sent.
        INVENTED,
        /// It is not what a proof speaks of; an assumption says so.
        ASSUMED
    }

    static Exchange of(Node node) {
        var exchange = (Node.Mapping) node;
        var request = (Node.Mapping) Trace.member(exchange, "request");
        return new Exchange(
                Trace.text(request.get("method")),
                Trace.text(request.get("host")),
                Trace.text(request.get("path")),
                lines(request),
                Trace.items(exchange.get("upstream")).stream()
                        .map(it -> lines((Node.Mapping) it))
                        .toList());
    }

    private static List<Line> lines(Node.Mapping mapping) {
        return Trace.items(mapping.get("headers")).stream()
                .map(it -> Trace.items(it))
                .map(it -> new Line(Trace.text(it.getFirst()), Trace.text(it.get(1))))
                .toList();
    }

    Fact fact(SyncHeader header) {
        if (arrived.isEmpty()) {
            return Fact.NOTHING;
        }
        if (nominates(header.header()) || splitsLines()) {
            return Fact.ASSUMED;
        }
        return arrived.stream()
                .map(lines -> fact(values(sent, header), values(lines, header)))
                .reduce(Fact.NOTHING, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    private static Fact fact(List<String> before, List<String> after) {
        if (before.isEmpty()) {
            return after.isEmpty() ? Fact.NOTHING : Fact.INVENTED;
        }
        if (before.equals(after)) {
            return Fact.KEPT;
        }
        // an empty value is as good as none
        return before.equals(List.of("")) && !after.isEmpty() ? Fact.INVENTED : Fact.LOST;
    }

    private static List<String> values(List<Line> lines, SyncHeader header) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(header.header()))
                .map(line -> line.value().strip())
                .toList();
    }

    /// Assumption `connection-nominates`: the first line of `Connection` names the header.
    private boolean nominates(String header) {
        return sent.stream()
                .filter(line -> line.name().equalsIgnoreCase("Connection"))
                .limit(1)
                .flatMap(line -> COMMA.splitAsStream(line.value()))
                .anyMatch(name -> name.strip().equalsIgnoreCase(header));
    }

    /// Assumption `well-formed`: no bare line feed in a value.
    private boolean splitsLines() {
        return sent.stream().anyMatch(line -> line.value().contains("\n"));
    }

    String lowerHost() {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":.*", "");
    }

    String plainPath() {
        return path.replaceFirst("^http://[^/]*", "").replaceFirst("\\?.*", "");
    }
}
