/// Rules: what requests are counted by.
@NullMarked
package io.portage.kong.rule.ratelimiting;

import org.jspecify.annotations.NullMarked;
