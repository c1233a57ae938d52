/// Reads that the sync contract calls projections.
@NullMarked
package io.portage.contracttests.reads;

import org.jspecify.annotations.NullMarked;
