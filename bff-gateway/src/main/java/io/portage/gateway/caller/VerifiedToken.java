package io.portage.gateway.caller;

import io.portage.gateway.caller.SignedToken.Signer;
import io.portage.gateway.caller.TokenRules.Span;
import io.portage.gateway.caller.revocation.Marks;

/// All that is kept of a token once it is verified: enough to tell, each time it comes again, whether it still counts.
///
/// @param caller who it speaks for
/// @param span from when to when it holds
/// @param signer the key that it was signed with
/// @param marks what it can be revoked by
/// @param size its length
record VerifiedToken(Caller caller, Span span, Signer signer, Marks marks, int size) {}
