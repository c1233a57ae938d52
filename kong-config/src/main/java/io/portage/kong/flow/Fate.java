package io.portage.kong.flow;

/// What may have become of a header at one point of its way.
enum Fate {
    /// The client's value.
    OWN,
    /// It is not there.
    NONE,
    /// A value that the client sent under another name, or did not send.
    FOREIGN,
    /// The client's value and one more.
    DOUBLED,
    /// A value that Kong made where there was none.
    MINTED,
    /// Nobody can say.
    UNKNOWN
}
