package io.portage.gateway.caller;

import java.util.List;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;

/// What writes an answer of a router function in tests.
///
/// @param strategies Spring's own
record PlainContext(HandlerStrategies strategies) implements ServerResponse.Context {
    @Override
    public List<HttpMessageWriter<?>> messageWriters() {
        return strategies.messageWriters();
    }

    @Override
    public List<ViewResolver> viewResolvers() {
        return List.of();
    }
}
