package io.portage.gateway.sync.burst;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;

/// Whether the gateway is about to end: a burst is one request, and would else begin mutations for as long as requests
/// under way are awaited.
@Component
final class Stopping implements ApplicationListener<ContextClosedEvent> {
    private volatile boolean stopping;

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        stopping = true;
    }

    boolean now() {
        return stopping;
    }
}
