package io.portage.kong.model;

/// How bad a finding is.
public enum Level {
    /// Kong refuses the file, or a header is lost: the exit says so.
    ERROR,
    WARNING,
    NOTE
}
