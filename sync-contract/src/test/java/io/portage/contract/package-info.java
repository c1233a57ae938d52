/// Tests of the sync contract, its reader and its schema.
@NullMarked
package io.portage.contract;

import org.jspecify.annotations.NullMarked;
