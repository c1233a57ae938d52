/// Whether a mutation may have waited as long as it did. Pure: knows neither Spring nor Reactor.
@NullMarked
package io.portage.gateway.offline;

import org.jspecify.annotations.NullMarked;
