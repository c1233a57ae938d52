package io.portage.contracttests.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which tests prove which statements.
final class Proofs {
    private final Path root;

    /// @param root folder of the whole project
    Proofs(Path root) {
        this.root = root;
    }

    /// The tests of this module that say so themselves, by statement.
    SortedMap<String, SortedSet<String>> declared() {
        var proofs = new TreeMap<String, SortedSet<String>>();
        for (var method : methods()) {
            var proves = method.getAnnotation(Proves.class);
            if (proves != null) {
                var test = method.getDeclaringClass().getSimpleName() + "." + method.getName();
                List.of(proves.value())
                        .forEach(id ->
                                proofs.computeIfAbsent(id, _ -> new TreeSet<>()).add(test));
            }
        }
        return proofs;
    }

    private static List<Method> methods() {
        var classes = Path.of(URI.create(
                Proofs.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        try (var files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith("Test.class") || name.endsWith("IT.class"))
                    .flatMap(name -> Stream.of(load(name).getDeclaredMethods()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String file) {
        var name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, Proofs.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether the source tree has that test, named as `package.Class.method`.
    boolean exists(String test) {
        int method = test.lastIndexOf('.');
        var file = test.substring(0, method).replace('.', '/') + ".java";
        var declaration = Pattern.compile("void " + Pattern.quote(test.substring(method + 1)) + "\\(");
        try (var modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src/test/java").resolve(file))
                    .filter(Files::exists)
                    .anyMatch(source -> declaration.matcher(read(source)).find());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
