/// HTTP/1.1 on plain sockets, so that every byte of a request can be kept and every way of breaking off can be played.
@NullMarked
package io.portage.stubs.http;

import org.jspecify.annotations.NullMarked;
