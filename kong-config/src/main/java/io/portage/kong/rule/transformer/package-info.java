/// Rules: what request-transformer does besides headers.
@NullMarked
package io.portage.kong.rule.transformer;

import org.jspecify.annotations.NullMarked;
