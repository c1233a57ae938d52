/// What the gateway adds to reads that the sync contract calls projections: validators, and a last good copy.
@NullMarked
package io.portage.gateway.projection;

import org.jspecify.annotations.NullMarked;
