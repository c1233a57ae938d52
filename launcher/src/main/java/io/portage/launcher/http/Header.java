package io.portage.launcher.http;

/// A header line, as it stands on the wire.
public record Header(String name, String value) {
    /// Whether this line has that name; names have no case.
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
