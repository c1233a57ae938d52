package io.portage.contracttests.identity;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands the one Keycloak of the whole run, and the gateway that believes it, to the tests that ask for them.
final class KeycloakLab implements ParameterResolver {
    /// One that cannot be started is not tried again by the next test: each attempt would take a minute.
    private record Attempt(
            @Nullable OnKeycloak world, @Nullable RuntimeException failure) implements AutoCloseable {
        static Attempt start() {
            try {
                return new Attempt(new OnKeycloak(), null);
            } catch (RuntimeException e) {
                return new Attempt(null, e);
            }
        }

        OnKeycloak get() {
            if (world == null) {
                throw new IllegalStateException("Keycloak and its gateway did not start", failure);
            }
            return world;
        }

        @Override
        public void close() {
            if (world != null) {
                world.close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(OnKeycloak.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(KeycloakLab.class))
                .computeIfAbsent(Attempt.class, _ -> Attempt.start(), Attempt.class)
                .get();
    }
}
