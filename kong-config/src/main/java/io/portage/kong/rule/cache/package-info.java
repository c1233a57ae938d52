/// Rules: what is answered from a cache.
@NullMarked
package io.portage.kong.rule.cache;

import org.jspecify.annotations.NullMarked;
