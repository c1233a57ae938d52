package io.portage.contracttests.headers;

/// One way in which a gateway broke the header contract.
///
/// @param operation id of the operation
/// @param part the header, or `request`, `body`, `answer`
/// @param detail what was sent and what became of it
public record Violation(String operation, String part, String detail) {}
