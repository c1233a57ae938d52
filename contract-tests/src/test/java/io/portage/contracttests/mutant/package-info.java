/// A filter that breaks the header contract on purpose. It runs inside a gateway that the tests start.
@NullMarked
package io.portage.contracttests.mutant;

import org.jspecify.annotations.NullMarked;
