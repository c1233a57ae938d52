/// Rules: which route takes a request.
@NullMarked
package io.portage.kong.rule.routes;

import org.jspecify.annotations.NullMarked;
