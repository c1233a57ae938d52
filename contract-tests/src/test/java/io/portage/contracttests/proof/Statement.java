package io.portage.contracttests.proof;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One statement of a requirement document.
///
/// @param id such as `TR-OFF-003`
/// @param text what the document says, in its words
/// @param provenBy tests of other modules, as `package.Class.method`
/// @param open what no test proves, or why none can; null where the tests prove all of it
record Statement(
        String id,
        String text,
        List<String> provenBy,
        @Nullable String open) {}
