/// Rules: the keys that tokens are verified with.
@NullMarked
package io.portage.kong.rule.keys;

import org.jspecify.annotations.NullMarked;
