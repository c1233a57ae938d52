/// Rules: instances that do nothing.
@NullMarked
package io.portage.kong.rule.plugin;

import org.jspecify.annotations.NullMarked;
