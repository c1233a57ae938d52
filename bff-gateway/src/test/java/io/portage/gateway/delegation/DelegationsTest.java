package io.portage.gateway.delegation;

import static io.portage.gateway.problem.ProblemCode.DELEGATION_INVALID;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portage.gateway.caller.Caller;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.upstream.RawService;
import io.portage.gateway.upstream.TestUpstreams;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DelegationsTest {
    private final RawService portal = new RawService();
    private final Delegations delegations = TestDelegations.over(TestUpstreams.to(portal.url(), Map.of()));

    @AfterEach
    void close() {
        portal.close();
    }

    private void check(String patient) {
        var caller = new Caller("north", "proxy", Set.of(), Set.of());
        delegations
                .check(new Delegations.Question(caller, patient, "Bearer t", "id"))
                .block(Duration.ofSeconds(10));
    }

    private void assertRefused(ProblemCode code) {
        var refused = catchThrowableOfType(RejectedException.class, () -> check("pat"));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.rejection().code()).isEqualTo(code);
    }

    private void answer(int status, String body) {
        portal.answer("HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void checkWhenCallerActsForItselfThenNobodyIsAsked() {
        check("proxy");
        assertThat(portal.connections()).isZero();
    }

    @Test
    void checkWhenActiveThenAskedWithTheCallersOwnToken() {
        answer(200, "{\"active\":true}");
        check("a/b c?&ä");
        var question = portal.next();
        assertThat(question.line())
                .isEqualTo("GET /v1/portal/delegations/check?patientId=a%2Fb+c%3F%26%C3%A4 HTTP/1.1");
        assertThat(question.values("Authorization")).containsExactly("Bearer t");
        assertThat(question.values("X-Tenant-Id")).containsExactly("north");
        assertThat(question.values("X-Correlation-Id")).containsExactly("id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|{\"active\":false}",
                "200|{\"active\":\"true\"}",
                "200|{\"active\":null}",
                "200|{}",
                "400|{}",
                "401|{}",
                "403|{}",
                "404|{}",
                "414|{}",
                "431|{}"
            })
    void checkWhenNotActiveThenInvalid(int status, String body) {
        answer(status, body);
        assertRefused(DELEGATION_INVALID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|active",
                "200|{\"active\":true,\"active\":true}",
                "500|{\"active\":true}",
                "408|{}",
                "429|{}",
                "201|{\"active\":true}"
            })
    void checkWhenNoSenseCanBeMadeOfTheAnswerThenUnavailable(int status, String body) {
        answer(status, body);
        assertRefused(UPSTREAM_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void checkWhenPortalIsAwayThenUnavailable(boolean refuse) {
        if (refuse) {
            portal.close();
        } else {
            portal.then(RawService::reset);
        }
        assertRefused(UPSTREAM_UNAVAILABLE);
    }

    @Test
    void startWhenNobodyKnowsDelegationsThenTheSettingIsNamed() {
        var nobody = TestUpstreams.of(Map.of());
        assertThatThrownBy(() -> TestDelegations.over(nobody))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("portage.services.patient-portal.url is not set (expected: ");
    }
}
