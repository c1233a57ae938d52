/// Browsers that sign in through the gateway: login, session, relay of the session's token, logout.
@NullMarked
package io.portage.gateway.session;

import org.jspecify.annotations.NullMarked;
