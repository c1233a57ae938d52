package io.portage.kong.rule;

import io.portage.kong.model.Finding;
import io.portage.kong.rule.auth.JwtFromQuery;
import io.portage.kong.rule.cache.MutatingMethods;
import io.portage.kong.rule.cache.PhiRoutes;
import io.portage.kong.rule.contract.MethodMissing;
import io.portage.kong.rule.contract.OperationShadowed;
import io.portage.kong.rule.contract.OperationUnreachable;
import io.portage.kong.rule.cors.AllowsSyncHeaders;
import io.portage.kong.rule.cors.ExposesSyncHeaders;
import io.portage.kong.rule.hash.IdempotencyKey;
import io.portage.kong.rule.headers.CorrelationIdName;
import io.portage.kong.rule.headers.IdentitySpoofable;
import io.portage.kong.rule.headers.Limit100;
import io.portage.kong.rule.keys.Placeholder;
import io.portage.kong.rule.plugin.NeverRuns;
import io.portage.kong.rule.ratelimiting.KeyedByAuthorization;
import io.portage.kong.rule.redirects.KeepMethod;
import io.portage.kong.rule.retries.MutatingServices;
import io.portage.kong.rule.routes.Dead;
import io.portage.kong.rule.routes.NoBroker;
import io.portage.kong.rule.routes.OverlapAmbiguous;
import io.portage.kong.rule.routes.OverlapUncertain;
import io.portage.kong.rule.routes.PrefixLeak;
import io.portage.kong.rule.routes.RegexWithoutTilde;
import io.portage.kong.rule.scope.DisabledDoesNotMask;
import io.portage.kong.rule.secrets.ClearText;
import io.portage.kong.rule.tls.VerifyOff;
import io.portage.kong.rule.transformer.BodyMayBeLost;
import io.portage.kong.rule.transformer.TemplateFailsAtRuntime;
import io.portage.kong.rule.transformer.VaultNotResolved;
import java.util.List;
import java.util.stream.Stream;

/// All rules, sorted by id.
public final class Rules {
    public static final List<Rule> ALL = List.of(
            new JwtFromQuery(),
            new MutatingMethods(),
            new PhiRoutes(),
            new MethodMissing(),
            new OperationShadowed(),
            new OperationUnreachable(),
            new AllowsSyncHeaders(),
            new ExposesSyncHeaders(),
            new IdempotencyKey(),
            new CorrelationIdName(),
            new IdentitySpoofable(),
            new Limit100(),
            new Placeholder(),
            new NeverRuns(),
            new KeyedByAuthorization(),
            new KeepMethod(),
            new MutatingServices(),
            new Dead(),
            new NoBroker(),
            new OverlapAmbiguous(),
            new OverlapUncertain(),
            new PrefixLeak(),
            new RegexWithoutTilde(),
            new DisabledDoesNotMask(),
            new ClearText(),
            new VerifyOff(),
            new BodyMayBeLost(),
            new TemplateFailsAtRuntime(),
            new VaultNotResolved());

    private Rules() {}

    /// What all of them find.
    public static Stream<Finding> check(RuleContext context) {
        return ALL.stream().flatMap(rule -> rule.check(context));
    }
}
