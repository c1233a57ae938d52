package io.portage.kong.cli;

import java.io.PrintWriter;

/// Where a command writes to.
///
/// @param colours whether the reader sees colours
record Output(PrintWriter out, PrintWriter err, boolean colours) {
    void print(String text) {
        out.print(text);
        out.flush();
    }

    void say(String message) {
        err.println("portage kong: " + message);
        err.flush();
    }
}
