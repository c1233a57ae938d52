/// Budgets that several gateways share.
@NullMarked
package io.portage.gateway.sync.budget.redis;

import org.jspecify.annotations.NullMarked;
