/// Which test proves which statement of the requirement documents, and the page that says so.
@NullMarked
package io.portage.contracttests.proof;

import org.jspecify.annotations.NullMarked;
