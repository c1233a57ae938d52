/// Valid requests, keys and instants, made from what the sync contract says.
@NullMarked
package io.portage.contracttests.sample;

import org.jspecify.annotations.NullMarked;
