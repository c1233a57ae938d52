/// Rules: what becomes of a method.
@NullMarked
package io.portage.kong.rule.redirects;

import org.jspecify.annotations.NullMarked;
