package io.portage.kong.report;

import io.portage.kong.flow.Verdict;
import io.portage.kong.model.Level;

/// The colours of a terminal, or none.
record Palette(boolean coloured) {
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String BLUE = "34";
    private static final String BOLD = "1";
    private static final String DIM = "2";

    String of(Verdict verdict, String text) {
        return switch (verdict) {
            case VIOLATED -> in(RED, text);
            case UNPROVEN -> in(YELLOW, text);
            case TERMINATED, MINTED -> in(BLUE, text);
            case PRESERVED -> in(GREEN, text);
        };
    }

    String of(Level level, String text) {
        return switch (level) {
            case ERROR -> in(RED, text);
            case WARNING -> in(YELLOW, text);
            case NOTE -> in(BLUE, text);
        };
    }

    /// Of the answer to a whole file.
    String verdict(String verdict) {
        return in(
                BOLD + ";"
                        + switch (verdict) {
                            case "proved" -> GREEN;
                            case "unproven" -> YELLOW;
                            default -> RED;
                        },
                verdict);
    }

    String strong(String text) {
        return in(BOLD, text);
    }

    String faint(String text) {
        return in(DIM, text);
    }

    private String in(String colour, String text) {
        return coloured ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
