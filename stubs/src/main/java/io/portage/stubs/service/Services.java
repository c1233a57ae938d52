package io.portage.stubs.service;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.portage.contract.SyncContract;
import io.portage.stubs.traffic.Effects;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The four services behind one WireMock on a loopback port.
public final class Services implements AutoCloseable {
    /// Names the service of a request to WireMock.
    static final String SERVICE_HEADER = "X-Stub-Service";

    /// Names of the services, in the order of their ports.
    public static final List<String> NAMES = List.of("registration", "patient-portal", "immunizations", "orders");

    private static final int THREADS = 64;
    private static final long NEVER = 0;

    private final PortalService portal;
    private final OrderService orders;
    private final Map<String, ServiceDesk> desks = new LinkedHashMap<>();
    private final WireMockServer wireMock;

    private Services(SyncContract contract, InstantSource clock, Effects effects) {
        var orderRepeats = new RepeatMemory(clock);
        portal = new PortalService(clock);
        orders = new OrderService(contract, orderRepeats, effects);
        for (var service : List.of(new RegistrationService(), portal, new ImmunizationService(clock))) {
            desks.put(service.name(), new ServiceDesk(contract, service, new RepeatMemory(clock), effects));
        }
        desks.put(orders.name(), new ServiceDesk(contract, orders, orderRepeats, effects));
        wireMock = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .containerThreads(THREADS)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .gzipDisabled(true)
                .templatingEnabled(false)
                .useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER)
                .jettyHeaderRequestSize(64 * 1024)
                .jettyIdleTimeout(NEVER)
                .extensions(new ServiceTransformer(desks)));
    }

    /// Starts WireMock; when this returns, it answers.
    public static Services start(SyncContract contract, InstantSource clock, Effects effects) {
        var services = new Services(contract, clock, effects);
        services.wireMock.start();
        NAMES.forEach(services::stub);
        return services;
    }

    private void stub(String service) {
        wireMock.stubFor(any(anyUrl())
                .withHeader(SERVICE_HEADER, equalTo(service))
                .willReturn(aResponse()
                        .withTransformers(ServiceTransformer.NAME)
                        .withTransformerParameter(ServiceTransformer.SERVICE, service)));
    }

    int port() {
        return wireMock.port();
    }

    /// Forgets all records and remembered answers of all services.
    public void reset() {
        desks.values().forEach(ServiceDesk::reset);
    }

    /// Suspends a portal account, or lifts the suspension.
    public void suspend(String user, boolean suspended) {
        desk(portal).alone(() -> {
            portal.suspend(user, suspended);
            return suspended;
        });
    }

    /// Makes an allergy known to the decision support of orders.
    public void addAllergy(String patientId, String substance) {
        desk(orders).alone(() -> {
            orders.addAllergy(patientId, substance);
            return substance;
        });
    }

    /// Completes an order; false where there is none of that id.
    public boolean completeOrder(String id) {
        return desk(orders).alone(() -> orders.complete(id)) > 0;
    }

    private ServiceDesk desk(StubService service) {
        return Objects.requireNonNull(desks.get(service.name()));
    }

    @Override
    public void close() {
        wireMock.stop();
    }
}
