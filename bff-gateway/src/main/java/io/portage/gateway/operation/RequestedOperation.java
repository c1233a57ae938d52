package io.portage.gateway.operation;

import io.portage.contract.Operation;
import io.portage.contract.OperationMatch;
import io.portage.gateway.Attribute;
import java.util.Map;

/// The operation that a request asks for.
///
/// @param operation as the sync contract has it
/// @param variables the path variables, as they stand in the raw path
public record RequestedOperation(Operation operation, Map<String, String> variables) {
    public static final Attribute<RequestedOperation> ATTRIBUTE = Attribute.named("operation");

    /// What the sync contract says of method and path, before anybody acts on it.
    static final Attribute<OperationMatch> MATCH = Attribute.named("operation-match");
}
