/// A load generator and a service that answers at once; they know HTTP and nothing of gateways.
@NullMarked
package io.portage.bench.load;

import org.jspecify.annotations.NullMarked;
