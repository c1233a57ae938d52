package io.portage.contract;

import java.util.Map;
import java.util.Set;

/// What the sync contract says of a request's method and path.
public sealed interface OperationMatch {
    /// @param operation the one operation that matches
    /// @param variables the path variables, as they stand in the raw path
    record Found(Operation operation, Map<String, String> variables) implements OperationMatch {}

    /// The path is known, the method is not.
    ///
    /// @param allowed the methods of that path
    record MethodNotAllowed(Set<String> allowed) implements OperationMatch {}

    /// No operation has that path.
    record Unknown() implements OperationMatch {}
}
