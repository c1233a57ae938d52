package io.portage.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A contract file that states what the reader finds in it: `# finding@<column>: <message>` on the offending line.
record Fixture(String name, String text) {
    private static final Pattern FINDING = Pattern.compile("# finding@(\\d+): (.+?)(?= # finding@|$)");

    /// The files of a folder beside the tests.
    static Stream<Fixture> in(String folder) {
        try (var files = Files.list(directory(folder))) {
            return files.sorted().map(Fixture::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path directory(String folder) {
        try {
            return Path.of(Objects.requireNonNull(Fixture.class.getResource("/" + folder))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Fixture read(Path file) {
        try {
            return new Fixture(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the comments say that the reader finds, in the order of the lines.
    List<ContractError> findings() {
        var findings = new ArrayList<ContractError>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var matcher = FINDING.matcher(lines.get(i));
            while (matcher.find()) {
                int column = Integer.parseInt(matcher.group(1));
                findings.add(new ContractError(name, i + 1, column, matcher.group(2)));
            }
        }
        return findings;
    }

    /// Whether the first line says that the schema sees the mistake too.
    boolean schemaRefuses() {
        return text.startsWith("# schema: refuses");
    }

    ContractReader.Source source() {
        return new ContractReader.Source(name, text);
    }

    @Override
    public String toString() {
        return name;
    }
}
