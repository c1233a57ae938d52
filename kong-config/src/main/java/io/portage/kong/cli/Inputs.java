package io.portage.kong.cli;

import io.portage.kong.plugin.EffectsFile;
import io.portage.kong.read.Source;
import io.portage.kong.report.Subject;
import io.portage.kong.verify.Options;
import io.portage.kong.verify.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The configurations that a command line names: files by themselves, and directories as one decK state each.
final class Inputs {
    private static final long LARGEST = 64L << 20;
    private static final String STANDARD_INPUT = "-";

    private final Options options;
    private final InputStream in;

    Inputs(Options options) {
        this(options, System.in);
    }

    Inputs(Options options, InputStream in) {
        this.options = options;
        this.in = in;
    }

    /// Verifies each of them, or all as one.
    List<Subject> verify(List<String> names) {
        if (names.contains("")) {
            throw new Misused("FILE: \"\" (expected: a file, a directory, or - for standard input)");
        }
        if (names.stream().filter(STANDARD_INPUT::equals).count() > 1) {
            throw new Misused("FILE: - twice (expected: once; what is read is gone)");
        }
        return options.merge()
                ? List.of(verify(String.join(", ", names), names))
                : names.stream().map(name -> verify(name, List.of(name))).toList();
    }

    private Subject verify(String whole, List<String> names) {
        var sources = new ArrayList<Source>();
        var isState = options.merge();
        for (var name : names) {
            try {
                var isDirectory = Files.isDirectory(Path.of(name));
                isState |= isDirectory;
                sources.addAll(isDirectory ? directory(name) : List.of(file(name)));
            } catch (Unusable | IllegalArgumentException e) {
                return new Subject(
                        new Verifier(options).unreadable(name, String.valueOf(e.getMessage())), List.of(), options);
            }
        }
        var state = options.merged(isState);
        return new Subject(new Verifier(state).verify(whole, sources), sources, state);
    }

    private List<Source> directory(String name) {
        try (var files = Files.walk(Path.of(name))) {
            var found = files.filter(Inputs::isConfiguration).sorted().toList();
            if (found.isEmpty()) {
                throw new Unusable("no file in this directory (expected: *.yml, *.yaml or *.json)");
            }
            return found.stream().map(it -> file(it.toString())).toList();
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    /// The directory of a rock.
    static Path rock(Path directory) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new Unusable(directory + ": a file (expected: the directory of a rock)");
        }
        return directory;
    }

    private static boolean isConfiguration(Path file) {
        var name = file.getFileName().toString();
        var isText = name.endsWith(".yml") || name.endsWith(".yaml") || name.endsWith(".json");
        // what was declared of plugins may lie beside what uses them
        return isText && !name.endsWith(EffectsFile.SUFFIX) && Files.isRegularFile(file);
    }

    private Source file(String name) {
        try {
            if (name.equals(STANDARD_INPUT)) {
                return new Source(STANDARD_INPUT, bounded(in));
            }
            var path = Path.of(name);
            if (Files.isSymbolicLink(path) && !Files.exists(path)) {
                throw new Unusable("a symbolic link to nowhere (expected: a file that is there)");
            }
            if (Files.size(path) > LARGEST) {
                throw new Unusable((Files.size(path) >> 20) + " MiB (expected: at most 64 MiB)");
            }
            try (var stream = Files.newInputStream(path)) {
                return new Source(name, bounded(stream));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// A device or a pipe says nothing of its size beforehand.
    private static byte[] bounded(InputStream stream) throws IOException {
        var bytes = stream.readNBytes((int) LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new Unusable("larger than 64 MiB (expected: at most 64 MiB)");
        }
        return bytes;
    }

    static Unusable unreadable(Exception e) {
        return new Unusable(
                switch (e) {
                    case NoSuchFileException _ -> "no such file (expected: a file that is there)";
                    case AccessDeniedException _ -> "may not be read (expected: permission to read it)";
                    default -> "cannot be read: " + e.getMessage() + " (expected: a readable file)";
                });
    }
}
