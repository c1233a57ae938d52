package io.portage.gateway.projection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.delegation.TestDelegations;
import io.portage.gateway.upstream.TestUpstreams;
import io.portage.gateway.upstream.Upstreams;
import java.time.InstantSource;
import java.util.Map;

/// The way of projections over clients of a test.
public final class TestProjections {
    private TestProjections() {}

    public static Projections over(Upstreams upstreams) {
        return over(upstreams, Map.of(), new TestClock(), new SimpleMeterRegistry());
    }

    /// @param settings further properties, such as `portage.projections.copies`
    static Projections over(
            Upstreams upstreams, Map<String, String> settings, InstantSource clock, MeterRegistry meters) {
        var configuration = new ProjectionConfiguration();
        var bound = SettingsTest.bound(settings);
        return new Projections(
                TestUpstreams.held(upstreams),
                TestDelegations.over(upstreams),
                configuration.copies(bound, clock, meters),
                configuration.heldBytes(bound),
                clock,
                meters);
    }
}
