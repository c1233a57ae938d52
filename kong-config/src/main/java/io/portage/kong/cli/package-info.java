/// The command line: one file for each verb.
@NullMarked
package io.portage.kong.cli;

import org.jspecify.annotations.NullMarked;
