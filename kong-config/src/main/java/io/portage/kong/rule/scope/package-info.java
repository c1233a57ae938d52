/// Rules: which instance runs.
@NullMarked
package io.portage.kong.rule.scope;

import org.jspecify.annotations.NullMarked;
