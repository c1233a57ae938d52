/// Sessions in the memory of this one process.
@NullMarked
package io.portage.gateway.session.embedded;

import org.jspecify.annotations.NullMarked;
