/// How many mutations a caller may still send in bursts.
@NullMarked
package io.portage.gateway.sync.budget;

import org.jspecify.annotations.NullMarked;
