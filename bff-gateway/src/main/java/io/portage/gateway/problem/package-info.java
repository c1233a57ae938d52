/// Every refusal: one list of codes, one type to carry them, one writer.
@NullMarked
package io.portage.gateway.problem;

import org.jspecify.annotations.NullMarked;
