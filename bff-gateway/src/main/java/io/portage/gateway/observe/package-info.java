/// What is told of a request to those who run the gateway: ids, names and codes, never what it was about.
@NullMarked
package io.portage.gateway.observe;

import org.jspecify.annotations.NullMarked;
