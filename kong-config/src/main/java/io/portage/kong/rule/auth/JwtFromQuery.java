package io.portage.kong.rule.auth;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.PluginConfig.Text;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A token in an address ends up in logs, histories and referrers; one in a cookie travels without the client's doing.
public final class JwtFromQuery implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.warning("auth/jwt-from-query", "jwt takes tokens from the query or from a cookie");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return context.running("jwt")
                .flatMap(it -> Stream.of("uri_param_names", "cookie_names").flatMap(field -> finding(it, field)));
    }

    private Stream<Finding> finding(Plugin plugin, String field) {
        var names = plugin.config().texts(field).stream().map(Text::value).collect(Collectors.joining(", "));
        var isSaid = plugin.config().declared().get(field) != null;
        return names.isEmpty()
                ? Stream.empty()
                : Stream.of(Findings.of(
                        info(),
                        plugin,
                        field,
                        "jwt: " + field + " is " + names + (isSaid ? "" : " by default")
                                + " (expected: [], so that a token comes in Authorization only)"));
    }
}
