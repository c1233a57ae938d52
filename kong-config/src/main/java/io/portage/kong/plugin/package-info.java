/// Makes, checks and describes Kong plugins: what `./portage kong plugin` does.
@NullMarked
package io.portage.kong.plugin;

import org.jspecify.annotations.NullMarked;
