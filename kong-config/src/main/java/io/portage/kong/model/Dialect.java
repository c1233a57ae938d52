package io.portage.kong.model;

/// Who reads a file.
public enum Dialect {
    /// Kong itself, without a database.
    DBLESS,
    /// The command line tool decK.
    DECK
}
