/// What a client can learn before it sends anything: the rules, as data, and the same as OpenAPI.
@NullMarked
package io.portage.gateway.sync.discovery;

import org.jspecify.annotations.NullMarked;
