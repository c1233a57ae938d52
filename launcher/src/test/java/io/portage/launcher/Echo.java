package io.portage.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Stands in for the launcher and the gateway where the script is tested: says what it was started with, and what it
/// read where `-` asks for it, and ends as `exit=N` asks.
public final class Echo {
    private static final String EXIT = "exit=";

    private Echo() {}

    public static void main(String[] args) throws IOException {
        System.out.println(
                "started with " + List.of(args) + " on " + Runtime.version().feature());
        for (var argument : args) {
            if (argument.equals("-")) {
                System.out.println("read " + line());
            }
            if (argument.startsWith(EXIT)) {
                System.exit(Integer.parseInt(argument.substring(EXIT.length())));
            }
        }
    }

    private static String line() throws IOException {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    }
}
