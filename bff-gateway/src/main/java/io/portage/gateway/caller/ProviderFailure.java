package io.portage.gateway.caller;

import org.springframework.security.oauth2.core.OAuth2AuthorizationException;

/// What a failure at an identity provider may be called in a log.
public final class ProviderFailure {
    private ProviderFailure() {}

    /// What the provider says in words may be anything, its code is one of a few.
    public static String reason(Throwable failure) {
        return failure instanceof OAuth2AuthorizationException refused
                        && refused.getError().getErrorCode().matches("[a-z_]{1,40}")
                ? refused.getError().getErrorCode()
                : failure.getClass().getSimpleName();
    }
}
