package io.portage.stubs.service;

import io.portage.stubs.http.HttpRequest;
import io.portage.stubs.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/// The state machine of one service. Its methods are called one at a time.
interface StubService {
    /// The service's name in the sync contract.
    String name();

    /// What it does for each operation, by the operation's id.
    Map<String, Behaviour> behaviours();

    /// What the caller must pass before anything else, a remembered answer included.
    default void admit(Caller caller) {}

    /// What the operation demands before anything else, a remembered answer included.
    default void admit(Call call) {}

    /// A request that is not in the sync contract, such as one that only the gateway makes.
    default Optional<HttpResponse> answerGateway(HttpRequest request, Caller caller) {
        return Optional.empty();
    }

    /// Forgets everything.
    void reset();
}
