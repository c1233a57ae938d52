package io.portage.stubs;

import io.portage.contract.SyncContract;
import io.portage.stubs.control.ControlApi;
import io.portage.stubs.http.HttpFront;
import io.portage.stubs.identity.IdentityProvider;
import io.portage.stubs.identity.TokenMint;
import io.portage.stubs.identity.TokenRequest;
import io.portage.stubs.service.ServicePort;
import io.portage.stubs.service.Services;
import io.portage.stubs.traffic.Effect;
import io.portage.stubs.traffic.Effects;
import io.portage.stubs.traffic.Fault;
import io.portage.stubs.traffic.Faults;
import io.portage.stubs.traffic.Journal;
import io.portage.stubs.traffic.ReceivedRequest;
import io.portage.stubs.traffic.StubClock;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The four services and the identity provider. What the control API can do, this can do without HTTP.
public final class StubWorld implements AutoCloseable {
    private final StubPorts ports;
    private final StubClock clock;
    private final TokenMint mint;
    private final Journal journal = new Journal();
    private final Effects effects = new Effects();
    private final Faults faults = new Faults();
    private final Services services;
    /// What is open, the newest first.
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private StubWorld(StubPorts ports) {
        this.ports = ports;
        this.clock = StubClock.ofPort(ports.control());
        // WireMock takes longest; keys are made meanwhile
        var starting = CompletableFuture.supplyAsync(() -> Services.start(SyncContract.bundled(), clock, effects));
        this.mint = new TokenMint(issuer().toString(), clock);
        this.services = join(starting);
        open.push(services);
    }

    private static Services join(CompletableFuture<Services> starting) {
        try {
            return starting.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// Starts all of it; when this returns, every port accepts and answers.
    ///
    /// @throws java.io.UncheckedIOException where a port is taken
    public static StubWorld start(StubPorts ports) {
        var world = new StubWorld(ports);
        try {
            Services.NAMES.forEach(world::openService);
            var control =
                    new ControlApi(world.journal, world.effects, world.faults, world.clock, world.services, world.mint);
            world.open.push(HttpFront.open(ports.control(), control));
            return world;
        } catch (RuntimeException e) {
            world.close();
            throw e;
        }
    }

    private void openService(String name) {
        var handler = new ServicePort(name, services, journal, faults, clock);
        open.push(handler);
        var front = HttpFront.open(ports.service(name), handler);
        open.push(front);
        faults.govern(name, front);
    }

    public StubPorts ports() {
        return ports;
    }

    /// Where control API and identity provider answer.
    public URI control() {
        return URI.create("http://localhost:" + ports.control());
    }

    /// The `iss` of the tokens.
    public URI issuer() {
        return control().resolve(IdentityProvider.REALM);
    }

    /// Where a service answers: `registration`, `patient-portal`, `immunizations` or `orders`.
    public URI service(String name) {
        return URI.create("http://localhost:" + ports.service(name));
    }

    /// The access token of a user: `pat`, `proxy`, `doc` or `sam`.
    public String token(String user) {
        return mint.accessToken(user);
    }

    public String token(TokenRequest request) {
        return mint.token(request);
    }

    /// What arrived at the four services since the last reset.
    public List<ReceivedRequest> received() {
        return journal.all();
    }

    public List<ReceivedRequest> received(String service) {
        return received().stream()
                .filter(request -> request.service().equals(service))
                .toList();
    }

    public void forgetReceived() {
        journal.clear();
    }

    /// How often each business effect really happened since the last reset.
    public List<Effect> effects() {
        return effects.all();
    }

    public List<Effect> effects(String service) {
        return effects().stream()
                .filter(effect -> effect.service().equals(service))
                .toList();
    }

    /// The effects in one tenant, whose keys are its own.
    public List<Effect> effectsIn(String tenant) {
        return effects.of(tenant);
    }

    public void forgetEffects() {
        effects.clear();
    }

    public void fault(Fault fault) {
        faults.add(fault);
    }

    public void clearFaults() {
        faults.clear();
    }

    public StubClock clock() {
        return clock;
    }

    public void suspend(String user, boolean suspended) {
        services.suspend(user, suspended);
    }

    public void addAllergy(String patientId, String substance) {
        services.addAllergy(patientId, substance);
    }

    /// Completes an order; false where there is none of that id.
    public boolean completeOrder(String id) {
        return services.completeOrder(id);
    }

    /// Forgets all records and remembered answers of the services.
    public void resetState() {
        services.reset();
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("stubs: " + e);
            }
        }
    }
}
