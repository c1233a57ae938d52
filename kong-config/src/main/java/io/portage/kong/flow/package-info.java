/// What happens to the sync headers on their way through a chain of plugins.
@NullMarked
package io.portage.kong.flow;

import org.jspecify.annotations.NullMarked;
