package io.portage.gateway.delegation;

import io.portage.contract.SyncContract;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.upstream.Upstreams;
import java.time.InstantSource;
import java.util.Map;

/// The delegation check over clients of a test.
public final class TestDelegations {
    private TestDelegations() {}

    /// Asked in the caller's name.
    public static Delegations over(Upstreams upstreams) {
        return over(upstreams, Map.of(), new TestClock());
    }

    /// @param settings with those of the gateway's own client, asked in the gateway's name
    public static Delegations over(Upstreams upstreams, Map<String, String> settings, InstantSource clock) {
        return new DelegationConfiguration()
                .delegations(upstreams, SyncContract.bundled(), SettingsTest.bound(settings), clock);
    }
}
