package io.portage.launcher;

/// An option with a value that it cannot have; the message names the value and the expectation.
final class WrongOption extends RuntimeException {
    WrongOption(String option, Object value, String expected) {
        super(option + " " + value + " (expected: " + expected + ")");
    }
}
