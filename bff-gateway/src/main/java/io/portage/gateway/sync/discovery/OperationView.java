package io.portage.gateway.sync.discovery;

import io.portage.contract.JsonPointer;
import io.portage.contract.KeyRule;
import io.portage.contract.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What clients may know of an operation: the one view from which both documents are made. Who owns it, who may call
/// it and what its service recognises stay inside.
///
/// @param path path template; `**` at its end stands for one segment or more
/// @param version where the body names the version that a change was based on
/// @param delegation where the body names the patient that is acted for
/// @param module licensed module that it belongs to
/// @param scopes scopes that a token needs, all of them
/// @param body which bodies it takes; null where it takes none
/// @param afterRetention what a key means once its answer is no longer kept; null for a read
record OperationView(
        String id,
        String method,
        String path,
        Key key,
        QueueView queue,
        @Nullable String version,
        @Nullable String delegation,
        @Nullable String module,
        List<String> scopes,
        @Nullable Body body,
        @Nullable String afterRetention) {

    /// @param body where the body may carry the key instead of the header
    record Key(String need, @Nullable String body) {
        static Key of(KeyRule rule) {
            return new Key(Words.of(rule.need()), text(rule.body()));
        }
    }

    /// @param limit the largest body in bytes
    record Body(List<String> mediaTypes, long limit) {}

    static OperationView of(Operation operation) {
        return new OperationView(
                operation.id(),
                operation.method(),
                operation.path().text(),
                Key.of(operation.key()),
                QueueView.of(operation.queue()),
                text(operation.version()),
                text(operation.delegation()),
                operation.module(),
                operation.scopes().stream().sorted().toList(),
                body(operation),
                operation.mutates() ? Words.of(operation.afterRetention()) : null);
    }

    boolean mutates() {
        return afterRetention != null;
    }

    private static @Nullable Body body(Operation operation) {
        return operation.mutates() && !operation.mediaTypes().isEmpty()
                ? new Body(operation.mediaTypes(), operation.sizeLimit())
                : null;
    }

    private static @Nullable String text(@Nullable JsonPointer pointer) {
        return pointer == null ? null : pointer.toString();
    }
}
