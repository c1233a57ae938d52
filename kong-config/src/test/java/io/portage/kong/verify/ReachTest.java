package io.portage.kong.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.SyncContract;
import io.portage.kong.model.KongConfig;
import io.portage.kong.read.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A route that may take an operation of the contract is never left out.
class ReachTest {
    private static final Reach CONTRACT = new Reach.Contract(SyncContract.bundled());

    private static KongConfig config(String route) {
        var text = "_format_version: \"3.0\"\nservices:\n- {name: s, url: \"http://s:80\", routes: [{name: r, " + route
                + "}]}\n";
        var source = new Source("kong.yml", text.getBytes(StandardCharsets.UTF_8));
        var reading = KongReader.read(List.of(source), ReadOptions.DEFAULT);
        return Objects.requireNonNull(reading.config(), () -> reading.findings().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\u0001',
            value = {
                "paths: [/] ; true",
                "paths: [/v1] ; true",
                "paths: [/v1/ord] ; true",
                "paths: [/v1/orders] ; true",
                "paths: [/v1/orders/] ; true",
                "paths: [/v1/orders/x/cancel] ; true",
                "paths: [/v1/orders/x/cancel/y] ; false",
                "paths: [/v1/portal/fhir/Patient/7] ; true",
                "paths: [/v2] ; false",
                "paths: [/metrics] ; false",
                "paths: [/v1/orders], methods: [GET] ; false",
                "paths: [/v1/orders], methods: [POST] ; true",
                "paths: ['~/v1/orders$'] ; true",
                "paths: ['~/v1/patients/(?<id>[^/]+)$'] ; true",
                "paths: ['~/v1/patientss?/x'] ; true",
                "paths: ['~/v2/orders$'] ; false",
                "paths: ['~/v2/orders|/v1/orders'] ; true",
                "paths: ['~/(v1|v2)/orders'] ; true",
                "paths: ['~/.*'] ; true",
                "hosts: [api.example] ; true",
                "methods: [POST] ; true",
                "paths: [/metrics], tags: [portage] ; true",
                "paths: [/v1/orders], tags: [outside-promise] ; false",
                "protocols: [tcp], destinations: [{port: 99}] ; false"
            })
    void contractWhenARouteMayTakeAnOperationThenItIsIn(String route, boolean isIn) {
        var routes = config(route).routes();
        assertThat(CONTRACT.routes().test(routes.getFirst())).isEqualTo(isIn);
    }

    @Test
    void byDefaultWhenTaggedOrAContractIsGivenThenContractElseAll() {
        var contract = SyncContract.bundled();
        assertThat(Reach.byDefault(false, contract, config("paths: [/a]"))).isEqualTo(Reach.ALL);
        assertThat(Reach.byDefault(true, contract, config("paths: [/a]"))).isInstanceOf(Reach.Contract.class);
        assertThat(Reach.byDefault(false, contract, config("paths: [/a], tags: [portage]")))
                .isInstanceOf(Reach.Contract.class);
    }

    @Test
    void taggedWhenTheServiceCarriesItThenItsRoutesAreIn() {
        var routes = config("paths: [/a], tags: [x]").routes();
        assertThat(new Reach.Tagged("x").routes().test(routes.getFirst())).isTrue();
        assertThat(new Reach.Tagged("y").routes().test(routes.getFirst())).isFalse();
    }
}
