package io.portage.contract;

import java.util.List;
import java.util.stream.Collectors;

/// A sync contract that cannot be used, with everything that is wrong with it.
public final class ContractException extends RuntimeException {
    private final transient List<ContractError> errors;

    ContractException(List<ContractError> errors) {
        super(errors.stream().map(ContractError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /// Every error, in the order of the files.
    public List<ContractError> errors() {
        return errors;
    }
}
