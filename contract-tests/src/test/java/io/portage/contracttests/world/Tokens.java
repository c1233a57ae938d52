package io.portage.contracttests.world;

/// Access tokens for callers that may use every operation.
@FunctionalInterface
public interface Tokens {
    /// A valid token of that subject.
    String of(String subject);
}
