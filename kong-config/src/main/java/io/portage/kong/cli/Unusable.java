package io.portage.kong.cli;

/// What was named cannot be used: a file that is not there, a version that nobody knows.
final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
        super(message, null, false, false);
    }
}
