package io.portage.kong.diff;

/// Something of a route or its chain that is not as it was.
///
/// @param sign `+` for what is new, `-` for what is gone, `~` for what changed
/// @param text what, in words
public record Change(char sign, String text) {
    static Change added(String text) {
        return new Change('+', text);
    }

    static Change gone(String text) {
        return new Change('-', text);
    }

    static Change other(String text) {
        return new Change('~', text);
    }

    @Override
    public String toString() {
        return sign + " " + text;
    }
}
