package io.portage.gateway.upstream;

import io.portage.gateway.problem.Rejection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/// What is made of the answer to one read, on its way to the client.
public interface Reading {
    /// The service has begun to answer. Whatever comes of the rest, that much it has said.
    void begins(int status);

    /// Whether so many bytes more may be held until the answer is complete. Once not, it goes on as it comes.
    boolean holds(int bytes);

    /// What the client gets in the place of a whole answer, errors included.
    Mono<Answer> whole(Answer answer);

    /// The header lines of an answer that goes on as it comes.
    List<Map.Entry<String, String>> large(int status, List<Map.Entry<String, String>> lines);

    /// What the client gets although no answer came; empty for the problem.
    Mono<Answer> failed(Rejection rejection);

    /// Nothing is held any more.
    void ends();
}
