package io.portage.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Projection.PatientPlace;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamedPatientTest {
    private static final PatientPlace PLACE = new PatientPlace("Patient", List.of("patient", "subject"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/Patient/pat",
                "/fhir/Patient/pat/Observation?code=x",
                "/fhir/Appointment?patient=pat",
                "/fhir/Appointment?_count=5&subject=Patient/pat",
                "/fhir/Appointment?subject=Patient%2Fpat&patient=pat",
                "/fhir/Patient/pat?patient=pat"
            })
    void inWhenOnePatientIsNamedThenThatOne(String target) {
        assertThat(NamedPatient.in(target, PLACE)).isEqualTo("pat");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/Appointment",
                "/fhir/Observation/o1",
                "/fhir/Patient",
                "/fhir/Patient?_id=pat",
                "/fhir/Patient/",
                "/fhir/Patient/$everything",
                "/fhir/Patient/p%61t",
                "/fhir/Appointment?patient=",
                "/fhir/Appointment?patient",
                "/fhir/Appointment?patient=pat,bob",
                "/fhir/Appointment?patient=pat&subject=bob",
                "/fhir/Appointment?patient=pat&patient=bob",
                "/fhir/Patient/pat?patient=bob",
                "/fhir/Patient/pat/Patient/bob",
                "/fhir/Appointment?patient=pat&subject:Patient=bob",
                "/fhir/Appointment?patient=pat&patient.name=bob",
                "/fhir/Appointment?patient=pat&p%61tient=bob",
                "/fhir/Appointment?patient=pat&_has:Group:member:_id=g",
                "/fhir/Appointment?patient=Group/g"
            })
    void inWhenNobodyOrSeveralOrItIsNotClearThenNobody(String target) {
        assertThat(NamedPatient.in(target, PLACE)).isNull();
    }
}
