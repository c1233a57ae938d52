package io.portage.kong.rule.routes;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Route;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Since format 3.0 a path is a regular expression only where it begins with a tilde; Kong takes the other without a
/// word and never matches it.
public final class RegexWithoutTilde implements Rule {
    /// What no path of a request has, or what only a regular expression would mean.
    private static final Pattern REGEX = Pattern.compile("[\\\\^|\\[\\]{}?]|\\.[*+]|\\)[*+]|\\$$");

    @Override
    public RuleInfo info() {
        return RuleInfo.warning("routes/regex-without-tilde", "a path looks like a regular expression and is a prefix");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return context.routes().stream().flatMap(this::findings);
    }

    private Stream<Finding> findings(Route route) {
        return route.paths().stream()
                .filter(it -> it.startsWith("/") && REGEX.matcher(it).find())
                .map(it -> info().at(
                                route.at("paths"),
                                route.label() + ": " + it + " is taken as a prefix, character by character (expected: "
                                        + suggestion(it) + ")")
                        .on(route.label()));
    }

    private static String suggestion(String path) {
        return "~" + path.replaceAll("\\{\\w+}", "[^/]+");
    }
}
