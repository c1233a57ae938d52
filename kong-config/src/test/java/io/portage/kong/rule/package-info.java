/// Tests of the rules and of their pages.
@NullMarked
package io.portage.kong.rule;

import org.jspecify.annotations.NullMarked;
