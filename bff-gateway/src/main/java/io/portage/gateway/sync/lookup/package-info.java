/// What became of a mutation, told to the caller whose it is.
@NullMarked
package io.portage.gateway.sync.lookup;

import org.jspecify.annotations.NullMarked;
