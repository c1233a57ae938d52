package io.portage.kong.cli;

/// Whether somebody sees what is printed.
final class Terminal {
    private Terminal() {}

    /// `./portage` knows it; else the console says whether it is one.
    static boolean hasColours() {
        if (System.getenv("NO_COLOR") != null && !System.getenv("NO_COLOR").isEmpty()) {
            return false;
        }
        var told = System.getProperty("portage.terminal");
        if (told != null) {
            return told.equals("true");
        }
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
