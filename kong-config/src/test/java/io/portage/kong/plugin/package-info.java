@NullMarked
package io.portage.kong.plugin;

import org.jspecify.annotations.NullMarked;
