package io.portage.stubs.http;

/// One header line as it stands on the wire, its bytes read as ISO-8859-1.
///
/// @param name the name, letter case kept
/// @param value the value without the white space around it
public record HeaderLine(String name, String value) {
    /// Whether this line has that name, in any letter case.
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
