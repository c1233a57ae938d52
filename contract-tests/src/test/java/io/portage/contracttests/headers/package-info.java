/// The header contract: the five sync headers reach the service as the client sent them, for every operation.
@NullMarked
package io.portage.contracttests.headers;

import org.jspecify.annotations.NullMarked;
