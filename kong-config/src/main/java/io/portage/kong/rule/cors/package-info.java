/// Rules: what browsers may send and see.
@NullMarked
package io.portage.kong.rule.cors;

import org.jspecify.annotations.NullMarked;
