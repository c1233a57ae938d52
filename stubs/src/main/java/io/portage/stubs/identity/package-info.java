/// An identity provider in Keycloak's URL layout: OpenID Connect for the users of the stubs, RS256 tokens.
@NullMarked
package io.portage.stubs.identity;

import org.jspecify.annotations.NullMarked;
