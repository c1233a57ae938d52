/// Rules: what is sent again.
@NullMarked
package io.portage.kong.rule.retries;

import org.jspecify.annotations.NullMarked;
