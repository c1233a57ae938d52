package io.portage.kong.rule.headers;

import io.portage.kong.model.Finding;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.Plugin;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// request-transformer reads the first 100 headers: a client that sends more keeps what should be removed.
public final class Limit100 implements Rule {
    private static final int ENOUGH = 1000;
    /// What it matters for that they are removed.
    private static final Pattern IDENTITY = Pattern.compile("(?i)x[-_](consumer|credential|authenticated|tenant|user)");

    @Override
    public RuleInfo info() {
        return RuleInfo.note("headers/limit-100", "what a transformer removes passes behind a hundred other headers");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return Stream.of("request-transformer", "request-transformer-advanced")
                .flatMap(context::running)
                .filter(it -> it.config().texts("remove.headers").stream()
                        .anyMatch(name -> IDENTITY.matcher(name.value()).lookingAt()))
                .filter(it -> isOpen(context, it))
                .map(it -> Findings.of(
                        info(),
                        it,
                        "remove.headers",
                        it.name() + ": sees the first 100 headers only, and removes nothing behind them (expected:"
                                + " lua_max_req_headers = 1000 in kong.conf)"));
    }

    private static boolean isOpen(RuleContext context, Plugin plugin) {
        return context.conf().given()
                ? limit(context.conf()) < ENOUGH
                : context.reach(plugin).stream()
                        .anyMatch(route -> context.on(route).stream()
                                .noneMatch(it -> it.name().equals("header-guard")));
    }

    private static int limit(KongConf conf) {
        return conf.value("lua_max_req_headers")
                .filter(it -> it.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .orElse(100);
    }
}
