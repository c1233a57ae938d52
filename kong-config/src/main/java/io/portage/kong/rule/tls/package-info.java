/// Rules: whom Kong trusts.
@NullMarked
package io.portage.kong.rule.tls;

import org.jspecify.annotations.NullMarked;
