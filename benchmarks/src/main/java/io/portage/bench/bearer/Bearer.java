package io.portage.bench.bearer;

/// Whose token a request carries.
public enum Bearer {
    /// A token that nobody looks at.
    TRUSTED("not verified"),
    /// One of ten tokens, which the gateway has verified before.
    KNOWN("known token"),
    /// A token that the gateway has not seen, or has forgotten.
    NEW("new token");

    private final String title;

    Bearer(String title) {
        this.title = title;
    }

    /// How it is called in tables.
    public String title() {
        return title;
    }
}
