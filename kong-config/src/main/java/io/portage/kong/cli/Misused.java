package io.portage.kong.cli;

/// A command line that can be taken apart, and makes no sense.
final class Misused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Misused(String message) {
        super(message, null, false, false);
    }
}
