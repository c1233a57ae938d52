package io.portage.kong.flow;

import io.portage.kong.model.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A request that shows what becomes of a header.
///
/// @param path a path that the route takes; where that cannot be told, the rule for it
/// @param headers as `Name: value`
/// @param consumer whose credentials it carries; null for anybody's
/// @param arrival what becomes of the header, in words
public record Witness(
        String method,
        String path,
        List<String> headers,
        @Nullable String consumer,
        String arrival) {
    private static final Pattern HOLES = Pattern.compile(
            "\\(\\?<\\w+>|\\(\\?:|[()^$]|\\\\d[+*]?|\\\\w[+*]?|\\\\S[+*]?|\\[\\^/][+*]?|\\[[^]]*](\\{\\d+(,\\d*)?}|[+*])?|\\.[*+]");

    /// A witness for a header that does not arrive as it was sent; empty where it does.
    public static Optional<Witness> of(Route route, SyncHeader header, HeaderVerdict verdict) {
        if (verdict.verdict() != Verdict.VIOLATED || verdict.because().isEmpty()) {
            return Optional.empty();
        }
        var cause = verdict.because().getLast();
        var headers = new ArrayList<String>();
        route.headers()
                .forEach((name, values) ->
                        values.stream().findFirst().ifPresent(value -> headers.add(name + ": " + value)));
        route.hosts().stream().findFirst().ifPresent(host -> headers.add("Host: " + host.replace("*", "x")));
        renamedFrom(header, cause).ifPresent(from -> headers.add(from + ": other"));
        if (verdict.whereSent()) {
            headers.add(header.header() + ": " + example(header));
        }
        return Optional.of(new Witness(
                method(route), path(route), headers, cause.consumer(), arrival(header, verdict.whereSent(), cause)));
    }

    private static String method(Route route) {
        return route.methods().isEmpty() || route.methods().contains("POST")
                ? "POST"
                : route.methods().getFirst();
    }

    private static String path(Route route) {
        if (route.paths().isEmpty()) {
            return route.expression() == null ? "/" : route.expression();
        }
        var path = route.paths().getFirst();
        return path.startsWith("~") ? filled(path) : path;
    }

    /// A path that a regular expression takes, by filling its simple parts.
    private static String filled(String path) {
        var regex = path.substring(1);
        var filled = HOLES.matcher(regex)
                .replaceAll(hole -> hole.group().startsWith("(") || hole.group().matches("[)^$]") ? "" : "1")
                .replace("\\", "");
        try {
            return Pattern.compile(regex).matcher(filled).lookingAt() ? filled : path;
        } catch (PatternSyntaxException _) {
            return path;
        }
    }

    private static Optional<String> renamedFrom(SyncHeader header, Cause cause) {
        return cause.plugin().config().texts("rename.headers").stream()
                .filter(text -> text.at().equals(cause.at()))
                .map(text -> text.value().split(":", 2))
                .filter(pair -> pair.length == 2 && pair[1].equalsIgnoreCase(header.header()))
                .map(pair -> pair[0])
                .findFirst();
    }

    private static String example(SyncHeader header) {
        return switch (header) {
            case IDEMPOTENCY_KEY -> "0197a2b4-6c1d-7e55-9d0f-3b1f0a9c4e21";
            case AUTHORIZATION -> "Bearer token";
            case CORRELATION_ID -> "corr-1";
            case QUEUED_AT, SENT_AT -> "2026-01-01T00:00:00Z";
        };
    }

    private static String arrival(SyncHeader header, boolean sent, Cause cause) {
        var by = " (" + cause.plugin().name() + " " + cause.effect() + ")";
        if (!sent) {
            return "the service gets a " + header.header() + " that nobody sent" + by;
        }
        var gone = cause.effect().equals("removes");
        return header.header()
                + (gone ? " does not reach the service" : " does not reach the service as it was sent")
                + by;
    }

    @Override
    public String toString() {
        var with = headers.stream().collect(Collectors.joining(", ", " with ", ""));
        var as = consumer == null ? "" : " as " + consumer;
        return (method.toUpperCase(Locale.ROOT) + " " + path + (headers.isEmpty() ? "" : with) + as + ": " + arrival);
    }
}
