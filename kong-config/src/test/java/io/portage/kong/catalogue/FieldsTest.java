package io.portage.kong.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.read.Node;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FieldsTest {
    @Test
    void pluginsWhenBundledThenEachIsThere() {
        assertThat(Fields.plugins()).hasSize(45).contains("cors", "standard-webhooks", "ai-proxy");
        assertThat(Fields.entities()).contains("services", "routes", "targets", "filter_chains", "workspaces");
    }

    @Test
    void standardWhenFieldOfARecordThenItsDefault() {
        assertThat(Fields.standard("request-transformer", "remove.headers"))
                .isInstanceOfSatisfying(
                        Node.Items.class, it -> assertThat(it.items()).isEmpty());
        assertThat(Fields.standard("rate-limiting", "redis.port"))
                .isInstanceOfSatisfying(
                        Node.Number.class, it -> assertThat(it.value()).isEqualTo(6379));
        assertThat(Fields.standard("cors", "no-such")).isNull();
    }

    @Test
    void fieldWhenListOfRecordsThenTheFieldsOfEach() {
        var metrics = Objects.requireNonNull(
                Objects.requireNonNull(Fields.ofPlugin("datadog").get("config")).find("metrics"));

        assertThat(metrics.kind()).isEqualTo(Field.Kind.ARRAY);
        assertThat(Objects.requireNonNull(metrics.elements()).fields()).containsKeys("name", "stat_type", "tags");
    }
}
