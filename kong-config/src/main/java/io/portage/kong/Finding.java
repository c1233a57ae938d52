package io.portage.kong;

/// Something in a Kong configuration that would break the sync contract.
///
/// @param file name of the file
/// @param line line, from 1
/// @param column column, from 1
/// @param message what was found and what was expected
public record Finding(String file, int line, int column, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
