/// The rules of the four services as data: what an operation is, whether it may wait in a queue, and who recognises
/// a repeat. Plain Java: gateway, verifier, stubs, contract tests and docs all read the same values.
@NullMarked
package io.portage.contract;

import org.jspecify.annotations.NullMarked;
