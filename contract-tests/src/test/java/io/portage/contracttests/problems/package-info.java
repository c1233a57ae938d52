/// Problems: every code that a gateway may answer with, provoked, and what such an answer must hold.
@NullMarked
package io.portage.contracttests.problems;

import org.jspecify.annotations.NullMarked;
