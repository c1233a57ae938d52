/// The gateway's own endpoints for clients that were offline.
@NullMarked
package io.portage.gateway.sync;

import org.jspecify.annotations.NullMarked;
