/// Browsers that sign in through the gateway: login, session, relay, refresh, logout, and what attackers try.
@NullMarked
package io.portage.contracttests.session;

import org.jspecify.annotations.NullMarked;
