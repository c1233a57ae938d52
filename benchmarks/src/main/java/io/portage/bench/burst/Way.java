package io.portage.bench.burst;

/// How mutations come to the gateway.
public enum Way {
    /// One POST after the other, over one connection.
    ALONE("one POST alone"),
    /// POSTs over sixteen connections, one after the other on each.
    SINGLES("POSTs, 16 at once"),
    /// A burst, answered with a document.
    DOCUMENT("burst, JSON"),
    /// A burst, answered with a line for each.
    LINES("burst, NDJSON");

    private final String title;

    Way(String title) {
        this.title = title;
    }

    /// How it is called in tables.
    public String title() {
        return title;
    }
}
