/// Checks a Kong configuration against the sync contract.
@NullMarked
package io.portage.kong;

import org.jspecify.annotations.NullMarked;
