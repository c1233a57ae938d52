/// Rules: how requests are spread.
@NullMarked
package io.portage.kong.rule.hash;

import org.jspecify.annotations.NullMarked;
