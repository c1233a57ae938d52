package io.portage.gateway.delegation;

import io.portage.contract.SyncContract;
import io.portage.gateway.upstream.Upstreams;

/// The delegation check over clients of a test.
public final class TestDelegations {
    private TestDelegations() {}

    public static Delegations over(Upstreams upstreams) {
        return new Delegations(upstreams, SyncContract.bundled());
    }
}
