/// A mutation from its body to its recorded answer.
@NullMarked
package io.portage.gateway.mutation;

import org.jspecify.annotations.NullMarked;
