/// What Kong in front of the gateway does to sync headers, and how its own answers look.
@NullMarked
package io.portage.contracttests.kong;

import org.jspecify.annotations.NullMarked;
