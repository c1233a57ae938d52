/// A whole outbox in one request.
@NullMarked
package io.portage.contracttests.outbox;

import org.jspecify.annotations.NullMarked;
