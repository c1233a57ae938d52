/// Whose signature is it? The public keys of the issuers: fetched, kept and looked up.
@NullMarked
package io.portage.gateway.caller.keys;

import org.jspecify.annotations.NullMarked;
