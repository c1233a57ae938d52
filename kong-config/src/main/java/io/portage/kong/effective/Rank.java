package io.portage.kong.effective;

import io.portage.kong.model.Scope;

/// How near an instance is to a request: the nearest of each plugin runs, alone.
final class Rank {
    private static final int ROUTE = 1;
    private static final int SERVICE = 2;
    private static final int CONSUMER = 4;
    private static final int GROUP = 8;
    /// The nearest first: the order of the enterprise edition, which the open one follows as far as it has the scopes.
    private static final int[] ORDER = {
        CONSUMER | ROUTE | SERVICE,
        GROUP | ROUTE | SERVICE,
        CONSUMER | ROUTE,
        CONSUMER | SERVICE,
        GROUP | ROUTE,
        GROUP | SERVICE,
        ROUTE | SERVICE,
        CONSUMER,
        GROUP,
        ROUTE,
        SERVICE,
        0
    };

    private Rank() {}

    /// Lower is nearer.
    static int of(Scope scope) {
        var parts = (scope.route() == null ? 0 : ROUTE)
                | (scope.service() == null ? 0 : SERVICE)
                | (scope.consumer() == null ? 0 : CONSUMER)
                | (scope.consumer() != null || scope.consumerGroup() == null ? 0 : GROUP);
        for (var i = 0; i < ORDER.length; i++) {
            if (ORDER[i] == parts) {
                return i;
            }
        }
        return ORDER.length;
    }
}
