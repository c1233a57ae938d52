package io.portage.launcher;

import java.util.List;

/// Stands in for the launcher where the script is tested: says what it was started with.
public final class Echo {
    private Echo() {}

    public static void main(String[] args) {
        System.out.println(
                "started with " + List.of(args) + " on " + Runtime.version().feature());
    }
}
