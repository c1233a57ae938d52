/// The gateway with a real Keycloak and the realm that we ship.
@NullMarked
package io.portage.contracttests.identity;

import org.jspecify.annotations.NullMarked;
