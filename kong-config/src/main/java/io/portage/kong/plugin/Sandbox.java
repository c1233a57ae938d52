package io.portage.kong.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import party.iroiro.luajava.Lua;
import party.iroiro.luajava.luajit.LuaJit;

/// Runs Lua in LuaJIT where it can do no harm: no files, no processes, no modules but those it is given, and an end.
///
/// @param modules texts by the name that `require` finds them under
/// @param limit instructions after which it is stopped; 0 for none
record Sandbox(Map<String, String> modules, int limit) {
    /// Enough for any schema, and over in well under a second.
    static final int PATIENCE = 5_000_000;

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final String LINE = "\u0002";
    private static final String WORD = "\u0001";

    /// Runs a task of `sandbox.lua` and gives the lines that it says, each as its words.
    ///
    /// @throws LuaFailedException where it fails or does not end
    List<List<String>> run(String task, String... arguments) {
        // one call into C, such as a search by a bad pattern, cannot be stopped: it is left behind
        var result = new CompletableFuture<String>();
        var thread = new Thread(() -> complete(result, task, List.of(arguments)), "lua");
        thread.setDaemon(true);
        thread.start();
        return lines(await(result, task));
    }

    private void complete(CompletableFuture<String> result, String task, List<String> arguments) {
        try (var lua = new LuaJit()) {
            result.complete(run(lua, task, arguments));
        } catch (RuntimeException | LinkageError e) {
            result.completeExceptionally(e);
        }
    }

    private static String await(CompletableFuture<String> result, String task) {
        try {
            return result.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LuaFailedException(task + ": no end after " + LONGEST.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new LuaFailedException(
                    task + ": " + Objects.requireNonNull(e.getCause()).getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private String run(Lua lua, String task, List<String> arguments) {
        lua.openLibraries();
        lua.createTable(0, modules.size());
        modules.forEach((name, text) -> {
            lua.push(text);
            lua.setField(-2, name);
        });
        lua.setGlobal("modules");
        lua.push(arguments);
        lua.setGlobal("arguments");
        lua.push(task);
        lua.setGlobal("task");
        lua.push(limit);
        lua.setGlobal("limit");
        lua.run(resource("sandbox.lua"));
        lua.getGlobal("result");
        return Objects.requireNonNullElse(lua.toString(-1), "");
    }

    private static List<List<String>> lines(String result) {
        return result.isEmpty()
                ? List.of()
                : Stream.of(result.split(LINE, -1))
                        .map(line -> List.of(line.split(WORD, -1)))
                        .toList();
    }

    /// A file of this module's resources.
    static String resource(String name) {
        try (var in = Sandbox.class.getResourceAsStream("/plugin/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
