/// The five sync headers: read, checked, guarded, and the correlation id that every answer carries.
@NullMarked
package io.portage.gateway.headers;

import org.jspecify.annotations.NullMarked;
