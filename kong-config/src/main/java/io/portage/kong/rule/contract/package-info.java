/// Rules: operations of the sync contract reach a service.
@NullMarked
package io.portage.kong.rule.contract;

import org.jspecify.annotations.NullMarked;
