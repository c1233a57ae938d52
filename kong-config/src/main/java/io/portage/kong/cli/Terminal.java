package io.portage.kong.cli;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Whether somebody sees what is printed.
final class Terminal {
    private Terminal() {}

    static boolean hasColours() {
        return hasColours(System.getenv("NO_COLOR"), System.getProperty("portage.terminal"), Terminal::isConsole);
    }

    /// @param unwanted what `NO_COLOR` says; empty is as good as nothing
    /// @param told what `./portage` says, which knows it; null where it was not asked
    static boolean hasColours(@Nullable String unwanted, @Nullable String told, BooleanSupplier console) {
        var isWanted = unwanted == null || unwanted.isEmpty();
        return isWanted && (told == null ? console.getAsBoolean() : told.equals("true"));
    }

    private static boolean isConsole() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
