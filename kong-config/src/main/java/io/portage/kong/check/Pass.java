package io.portage.kong.check;

/// Kong checks a file twice where the first time finds something: the second time every entity knows the ones it stands
/// in and the ones it names, and what the first time found is forgotten if that is fine.
enum Pass {
    /// Entities inside others name no others.
    AS_WRITTEN,
    /// References are followed.
    RESOLVED
}
