/// Calls to the owning services, and what an answer or its absence means.
@NullMarked
package io.portage.gateway.upstream;

import org.jspecify.annotations.NullMarked;
