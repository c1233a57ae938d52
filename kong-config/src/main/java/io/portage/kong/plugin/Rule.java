package io.portage.kong.plugin;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import io.portage.kong.read.Position;
import java.util.Locale;

/// What `plugin check` looks at.
enum Rule {
    /// The rockspec is there, is one, and can be read.
    ROCKSPEC(Level.ERROR),
    /// Every Lua file is in the rockspec, and the rockspec names no other.
    MODULES(Level.ERROR),
    SCHEMA_LOADS(Level.ERROR),
    /// Fields have types and descriptions, defaults fit.
    SCHEMA(Level.ERROR),
    HANDLER_LOADS(Level.ERROR),
    /// `VERSION` is x.y.z and that of the rockspec.
    VERSION(Level.ERROR),
    /// `PRIORITY` is an integer.
    PRIORITY(Level.ERROR),
    /// Nobody else has that `PRIORITY`: ties are resolved by name, which nobody expects.
    PRIORITY_COLLISION(Level.WARNING),
    /// `response` does not go together with `header_filter` or `body_filter`.
    PHASES(Level.ERROR),
    FORBIDDEN_CALL(Level.ERROR),
    /// A part of Kong is used in a phase in which Kong has it.
    CALL_IN_PHASE(Level.ERROR),
    /// No global variable is written.
    GLOBAL(Level.ERROR),
    /// Nothing of a request is kept in a variable of the file, which all requests share.
    SHARED_STATE(Level.WARNING);

    private final Level level;

    Rule(Level level) {
        this.level = level;
    }

    String id() {
        return "plugin/" + waiver();
    }

    /// The name by which `-- portage:allow` waives it.
    String waiver() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Finding at(Position at, String message) {
        return Finding.of(id(), level, message, at);
    }
}
