package io.portage.contracttests.wire;

/// One header line as it stood on the wire.
///
/// @param value its bytes as ISO 8859-1; blanks around it are sent as given and dropped when read
public record HeaderLine(String name, String value) {
    public boolean named(String other) {
        return name.equalsIgnoreCase(other);
    }
}
