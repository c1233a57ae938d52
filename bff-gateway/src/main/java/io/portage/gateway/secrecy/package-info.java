/// What leaves the process unreadable: answers sealed, names hashed.
@NullMarked
package io.portage.gateway.secrecy;

import org.jspecify.annotations.NullMarked;
