package io.portage.kong.read;

/// Where something stands in a file.
///
/// @param file name of the file, as it was given
/// @param line line, from 1
/// @param column column, from 1
public record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
