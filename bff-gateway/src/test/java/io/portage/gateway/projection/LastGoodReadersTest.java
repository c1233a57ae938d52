package io.portage.gateway.projection;

import static io.portage.gateway.projection.ProjectionWorld.CHART;
import static io.portage.gateway.projection.ProjectionWorld.PAT;
import static io.portage.gateway.projection.ProjectionWorld.assertCopy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portage.gateway.caller.Caller;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.upstream.RawService;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// To whom a copy is shown: whoever read it, and whoever may still act for the patient.
final class LastGoodReadersTest {
    private static final Caller PROXY = new Caller("north", "proxy", Set.of("patient"), Set.of());
    private final ProjectionWorld world = new ProjectionWorld(Map.of());

    @AfterEach
    void close() {
        world.close();
    }

    static Stream<Caller> others() {
        return Stream.of(
                new Caller("north", "other", Set.of("patient"), Set.of()),
                new Caller("south", "pat", Set.of("patient"), Set.of()),
                new Caller("north", "pat", Set.of("patient", "clinician"), Set.of()),
                new Caller("north", "pat", Set.of("patient"), Set.of("chart.read")),
                new Caller("north", "pat", Set.of("patient"), Set.of(), Set.of("ehr.registration"), null),
                new Caller("north", "pat", Set.of("patient"), Set.of(), null, "another session"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void readWhenItIsNotTheSameCallerWithTheSameRightsThenNoCopy(Caller other) {
        world.good(PAT, CHART, "", "{}");
        world.assertNoCopy(other, CHART);
        assertCopy(world.down(PAT, CHART), "{}");
    }

    @Test
    void readWhenItIsAnotherPatientsAndTheDelegationHoldsThenTheCopy() {
        world.good(PROXY, CHART, "", "{}");
        world.breaksOff();
        world.answers(200, "Content-Type: application/json\r\n", "{\"active\":true}");
        assertCopy(world.read(PROXY, CHART), "{}");
        world.service.next();
        world.service.next();
        assertThat(world.service.next().line()).contains("/v1/portal/delegations/check?patientId=pat");
    }

    @Test
    void readWhenItIsAnotherPatientsAndTheDelegationWasRevokedThenNoCopyNeitherNowNorLater() {
        world.good(PROXY, CHART, "", "{}");
        world.breaksOff();
        world.answers(200, "Content-Type: application/json\r\n", "{\"active\":false}");
        assertThat(catchThrowableOfType(RejectedException.class, () -> world.read(PROXY, CHART)))
                .isNotNull();
        world.breaksOff();
        assertThat(catchThrowableOfType(RejectedException.class, () -> world.read(PROXY, CHART)))
                .isNotNull();
        assertThat(Stream.generate(world.service::next).limit(4).map(RawService.Request::line))
                .filteredOn(line -> line.contains("/check"))
                .as("questions: none for what is no longer there")
                .hasSize(1);
    }

    @Test
    void readWhenItIsAnotherPatientsAndNobodyCanBeAskedThenNoCopyAndOnceItCanThenTheCopy() {
        world.good(PROXY, CHART, "", "{}");
        world.breaksOff();
        world.breaksOff();
        assertThat(catchThrowableOfType(RejectedException.class, () -> world.read(PROXY, CHART)))
                .isNotNull();
        world.breaksOff();
        world.answers(200, "Content-Type: application/json\r\n", "{\"active\":true}");
        assertCopy(world.read(PROXY, CHART), "{}");
    }
}
