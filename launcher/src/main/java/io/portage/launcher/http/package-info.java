/// HTTP/1.1 by hand: header lines go out exactly as given and can be hung up on, which no client library allows.
@NullMarked
package io.portage.launcher.http;

import org.jspecify.annotations.NullMarked;
