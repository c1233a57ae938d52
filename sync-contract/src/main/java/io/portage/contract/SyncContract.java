package io.portage.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All operations that may pass the gateway.
public final class SyncContract {
    private final List<Operation> operations;
    private final Duration retention;
    private final Map<String, Operation> byId;
    private final OperationIndex index;

    /// @param operations every operation, no two of which match one request
    /// @param retention how long the answer of a mutation is kept
    SyncContract(List<Operation> operations, Duration retention) {
        this.operations = List.copyOf(operations);
        this.retention = retention;
        this.byId = operations.stream().collect(Collectors.toUnmodifiableMap(Operation::id, Function.identity()));
        this.index = new OperationIndex(operations);
    }

    /// The contract that ships with this library.
    public static SyncContract bundled() {
        return BundledContract.read();
    }

    public List<Operation> operations() {
        return operations;
    }

    /// How long the answer of a mutation is kept, from its completion.
    public Duration retention() {
        return retention;
    }

    /// The operation of that id.
    ///
    /// @throws IllegalArgumentException where there is none
    public Operation operation(String id) {
        var operation = byId.get(id);
        if (operation == null) {
            throw new IllegalArgumentException("operation: " + id + " (expected: one of " + byId.keySet() + ")");
        }
        return operation;
    }

    /// Finds the operation of a request.
    ///
    /// @param method the request's method; HEAD is answered by the GET of the same path
    /// @param path the raw path, without query
    public OperationMatch match(String method, String path) {
        return index.match(method, path);
    }

    /// The longest time that any mutation may wait in a queue.
    public Duration longestQueueAge() {
        return operations.stream()
                .map(operation -> QueueRules.limit(operation.queue()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
