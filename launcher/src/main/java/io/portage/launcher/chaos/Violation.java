package io.portage.launcher.chaos;

/// A rule that does not hold for a key, with everything that is known of the key.
record Violation(Rule rule, String detail, KeyHistory history) {}
