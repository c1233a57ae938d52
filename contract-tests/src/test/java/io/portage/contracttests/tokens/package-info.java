/// Tokens that must not be believed, and those that no longer are.
@NullMarked
package io.portage.contracttests.tokens;

import org.jspecify.annotations.NullMarked;
