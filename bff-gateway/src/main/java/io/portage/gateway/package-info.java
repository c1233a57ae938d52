/// The gateway: carries a mutation to its owning service at most once, with its sync headers untouched.
@NullMarked
package io.portage.gateway;

import org.jspecify.annotations.NullMarked;
