/// The offline-sync story: steps as data, played over real sockets, each judged by what the service received and what
/// came back.
@NullMarked
package io.portage.launcher.demo;

import org.jspecify.annotations.NullMarked;
