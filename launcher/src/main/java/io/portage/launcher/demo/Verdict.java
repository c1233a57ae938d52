package io.portage.launcher.demo;

/// Whether an expectation held.
///
/// @param what what was expected
/// @param because why it matters
/// @param found what was there instead; the same as `what` where it held
record Verdict(boolean holds, String what, String because, String found) {
    /// The step could not be played to its end.
    static Verdict broken(String found) {
        return new Verdict(false, "", "", found);
    }

    static Verdict of(String what, String because, String found) {
        return new Verdict(what.equals(found), what, because, found);
    }
}
