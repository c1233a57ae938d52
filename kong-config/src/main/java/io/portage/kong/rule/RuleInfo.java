package io.portage.kong.rule;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import io.portage.kong.read.Position;

/// What a rule is called, how bad it is, and what it says in one line.
///
/// @param id such as `retries/mutating-services`: its page is `docs/rules/<id>.md`
public record RuleInfo(String id, Level level, String summary) {
    public static RuleInfo error(String id, String summary) {
        return new RuleInfo(id, Level.ERROR, summary);
    }

    public static RuleInfo warning(String id, String summary) {
        return new RuleInfo(id, Level.WARNING, summary);
    }

    public static RuleInfo note(String id, String summary) {
        return new RuleInfo(id, Level.NOTE, summary);
    }

    /// A finding of this rule.
    ///
    /// @param message what was found, and what to write instead
    public Finding at(Position at, String message) {
        return Finding.of(id, level, message, at);
    }
}
