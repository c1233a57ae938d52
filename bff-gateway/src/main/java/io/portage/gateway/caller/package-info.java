/// Who is calling: from bearer token to caller, and whether the caller may.
@NullMarked
package io.portage.gateway.caller;

import org.jspecify.annotations.NullMarked;
