/// The command with which somebody on call settles what came of a mutation.
@NullMarked
package io.portage.gateway.settle;

import org.jspecify.annotations.NullMarked;
