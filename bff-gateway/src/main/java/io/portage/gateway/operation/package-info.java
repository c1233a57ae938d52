/// From request to operation, as the sync contract has it.
@NullMarked
package io.portage.gateway.operation;

import org.jspecify.annotations.NullMarked;
