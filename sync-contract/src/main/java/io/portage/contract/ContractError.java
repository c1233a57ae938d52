package io.portage.contract;

/// One thing that is wrong with a contract file.
///
/// @param file name of the file
/// @param line line, from 1
/// @param column column, from 1
/// @param message the value that was found and what was expected
public record ContractError(String file, int line, int column, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
