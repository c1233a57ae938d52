/// Queue rules: for each operation of the sync contract, what may come from an offline queue, how old, and with what.
@NullMarked
package io.portage.contracttests.queue;

import org.jspecify.annotations.NullMarked;
