/// Rules: what must not stand in a file.
@NullMarked
package io.portage.kong.rule.secrets;

import org.jspecify.annotations.NullMarked;
