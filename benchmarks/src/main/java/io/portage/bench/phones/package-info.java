/// What happens when many phones come back at once after an outage.
@NullMarked
package io.portage.bench.phones;

import org.jspecify.annotations.NullMarked;
