package io.portage.kong.check;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// What was found wrong so far.
final class Problems {
    /// Enough to mend a file; a broken generator makes thousands of one kind.
    private static final int MOST = 500;

    private final Target target;
    private final LinkedHashSet<Finding> findings = new LinkedHashSet<>();
    private int count;
    private int warnings;
    private boolean inConfig;

    Problems(Target target) {
        this.target = target;
    }

    /// Of an older Kong the fields are not known, so that what is said of a plugin's is a guess.
    void inConfig(boolean now) {
        inConfig = now;
    }

    void add(String rule, Position at, String message) {
        var guess = target.isOlder() && (inConfig || rule.equals("kong/unknown-field"));
        add(rule, guess ? Level.WARNING : Level.ERROR, at, message);
    }

    /// Something is wrong that no finding tells: only the second pass can say whether it is.
    void askAgain() {
        count++;
    }

    void warn(String rule, Position at, String message) {
        add(rule, Level.WARNING, at, message);
    }

    private void add(String rule, Level level, Position at, String message) {
        var known = level == Level.ERROR ? count++ : warnings++;
        if (known < MOST) {
            findings.add(Finding.of(rule, level, message, at));
        }
    }

    /// A value, which may be a default that stands nowhere: then the owner is where it shows.
    void add(String rule, Node value, Position owner, String message) {
        add(rule, value.at().file().isEmpty() ? owner : value.at(), message);
    }

    /// Whether there is no need to look for more.
    boolean isFull() {
        return count >= MOST;
    }

    /// How many errors.
    int count() {
        return count;
    }

    List<Finding> findings() {
        return new ArrayList<>(findings);
    }
}
