/// The one id of a request, on every answer and in every log line.
@NullMarked
package io.portage.gateway.correlation;

import org.jspecify.annotations.NullMarked;
