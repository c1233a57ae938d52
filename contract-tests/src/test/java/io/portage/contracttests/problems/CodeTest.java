package io.portage.contracttests.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.outbox.BurstCapacityIT;
import io.portage.contracttests.outbox.BurstRefusalsIT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No problem code without a test that provokes it, or the reason why none can.
class CodeTest {
    private static final Pattern CODE = Pattern.compile("`([A-Z][A-Z_]+)`");
    private static final Set<Class<?>> TESTS = Set.of(
            MalformedRequestIT.class,
            InvalidHeaderIT.class,
            RequestProblemsIT.class,
            CallerProblemsIT.class,
            KeyProblemsIT.class,
            ServiceProblemsIT.class,
            CapacityProblemsIT.class,
            UnavailableServiceIT.class,
            SessionProblemsIT.class,
            BurstRefusalsIT.class,
            BurstCapacityIT.class);

    private static final Path PAGE = Path.of(System.getProperty("portage.root", ".."), "docs", "problems.md");

    @Test
    void codesWhenReachableThenProvokedByATest() {
        var provoked = TESTS.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(method -> method.getAnnotation(Provokes.class))
                .filter(Objects::nonNull)
                .map(Provokes::value)
                .collect(Collectors.toSet());

        assertThat(provoked).containsExactlyInAnyOrderElementsOf(reached());
    }

    @Test
    void codesWhenDocumentedThenProvokedHereOrExcused() throws IOException {
        var documented = Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("| "))
                .flatMap(row -> CODE.matcher(row.split("\\|", 3)[1]).results())
                .map(result -> Code.valueOf(result.group(1)))
                .collect(Collectors.toSet());

        assertThat(documented).containsAll(reached());
    }

    private static List<Code> reached() {
        return Stream.of(Code.values())
                .filter(code -> code.notReached() == null)
                .toList();
    }
}
