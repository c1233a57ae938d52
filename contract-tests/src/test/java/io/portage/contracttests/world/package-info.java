/// What the tests stand in: services, identity provider, clock, and gateways as processes of their own.
@NullMarked
package io.portage.contracttests.world;

import org.jspecify.annotations.NullMarked;
