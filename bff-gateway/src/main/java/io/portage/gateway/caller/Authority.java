package io.portage.gateway.caller;

import static io.portage.gateway.problem.ProblemCode.ACCESS_DENIED;
import static io.portage.gateway.problem.ProblemCode.MODULE_NOT_ACTIVE;

import io.portage.contract.Operation;
import io.portage.gateway.problem.Rejection;
import java.util.Collections;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whether a caller has the roles, the scopes and the module that an operation names.
public final class Authority {
    private Authority() {}

    /// Why it has them not; null where it has.
    public static @Nullable Rejection refusal(Operation operation, Caller caller) {
        if (!operation.roles().isEmpty() && Collections.disjoint(operation.roles(), caller.roles())) {
            return Rejection.of(
                    ACCESS_DENIED,
                    operation.id() + " (expected: a caller with the role "
                            + String.join(" or ", new TreeSet<>(operation.roles())) + ")");
        }
        if (!caller.scopes().containsAll(operation.scopes())) {
            return insufficientScope(operation);
        }
        return lacksModule(operation, caller) ? moduleNotActive(operation) : null;
    }

    /// Where it is scopes that are missing, a client can ask for a token that has them: RFC 6750, section 3.1.
    private static Rejection insufficientScope(Operation operation) {
        var scopes = new TreeSet<>(operation.scopes());
        return Rejection.of(
                        ACCESS_DENIED,
                        operation.id() + " (expected: a token with the scope " + String.join(" and ", scopes) + ")")
                .header(
                        "WWW-Authenticate",
                        TokenRefusal.REALM + ", error=\"insufficient_scope\", scope=\"" + String.join(" ", scopes)
                                + "\"");
    }

    /// A token that says nothing of modules leaves the question to the service.
    private static boolean lacksModule(Operation operation, Caller caller) {
        var modules = caller.modules();
        return operation.module() != null && modules != null && !modules.contains(operation.module());
    }

    private static Rejection moduleNotActive(Operation operation) {
        return Rejection.of(
                MODULE_NOT_ACTIVE,
                operation.id() + " (expected: a tenant that has licensed the module " + operation.module() + ")");
    }
}
