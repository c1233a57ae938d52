package io.portage.contracttests.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.world.Services;
import io.portage.contracttests.world.Subject;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The header contract must be silent about a faithful gateway, and name the very header that a faulty one touches.
class HeaderContractTest {
    private static final long SEED = 20261120;

    @Test
    void violationsWhenGatewayIsFaithfulThenNone() {
        var violations = violations(SyncContract.bundled().operations(), UnaryOperator.identity());

        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void violationsWhenHeaderIsStrippedThenNamesIt(SyncHeader header) {
        assertOnly(header, line -> Stream.empty());
    }

    @ParameterizedTest
    @EnumSource
    void violationsWhenHeaderIsDoubledThenNamesIt(SyncHeader header) {
        assertOnly(header, line -> Stream.of(line, line));
    }

    @ParameterizedTest
    @EnumSource
    void violationsWhenHeaderGetsUnderscoreTwinThenNamesIt(SyncHeader header) {
        assertOnly(header, line -> Stream.of(line, new HeaderLine(line.name().replace('-', '_'), line.value())));
    }

    @ParameterizedTest
    @EnumSource
    void violationsWhenValueIsRewrittenThenNamesIt(SyncHeader header) {
        assertOnly(
                header,
                line -> Stream.of(new HeaderLine(line.name(), line.value() + "."), line)
                        .limit(1));
    }

    @Test
    void violationsWhenQuotesAreDroppedThenNamesKey() {
        assertOnly(
                SyncHeader.IDEMPOTENCY_KEY,
                line -> Stream.of(new HeaderLine(line.name(), line.value().replaceAll("^\"|\"$", ""))));
    }

    @Test
    void violationsWhenKeyIsLoweredThenNamesKey() {
        assertOnly(
                SyncHeader.IDEMPOTENCY_KEY,
                line -> Stream.of(new HeaderLine(line.name(), line.value().toLowerCase(Locale.ROOT))));
    }

    private interface Fault {
        Stream<HeaderLine> apply(HeaderLine line);
    }

    private static void assertOnly(SyncHeader header, Fault fault) {
        var operation = SyncContract.bundled().operation("patient.create");
        var violations = violations(
                List.of(operation),
                lines -> lines.stream()
                        .flatMap(line -> line.named(header.canonical()) ? fault.apply(line) : Stream.of(line))
                        .toList());

        assertThat(violations).as("%s", violations).extracting(Violation::part).containsOnly(header.canonical());
    }

    private static List<Violation> violations(List<Operation> operations, UnaryOperator<List<HeaderLine>> fault) {
        try (var services = new Services();
                var proxy = new ForwardingProxy(services, fault)) {
            var gateway = new Subject(proxy.port(), services, subject -> "token-of-" + subject, List.of());
            return operations.stream()
                    .flatMap(operation -> HeaderContract.violations(gateway, operation, SEED).stream())
                    .toList();
        }
    }
}
