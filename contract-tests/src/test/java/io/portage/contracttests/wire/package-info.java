/// Sockets and bytes: a client and a server that neither merge nor sort, rename or complete what passes them.
@NullMarked
package io.portage.contracttests.wire;

import org.jspecify.annotations.NullMarked;
