package io.portage.gateway.sync.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portage.contract.SyncContract;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.sync.BurstLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The documents of a contract, and what a standard validator says of them.
final class Documents {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Retention RETENTION = new Retention(Duration.ofHours(24), Duration.ofDays(30));

    private Documents() {}

    static ContractView view(SyncContract contract) {
        return ContractView.of(
                contract, RETENTION, BurstLimits.of(SettingsTest.bound(Map.of()).bursts()));
    }

    static ContractView bundled() {
        return view(SyncContract.bundled());
    }

    static JsonNode contract(ContractView view) {
        return DocumentJson.MAPPER.readTree(new ContractDocument(view).at(NOW));
    }

    static JsonNode openApi(ContractView view) {
        return DocumentJson.MAPPER.readTree(new OpenApi(view, "r").bytes());
    }

    static Schema schema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new String(DocumentJson.resource("sync-contract.schema.json"), UTF_8));
    }

    /// Formats count: else every text would be a duration.
    static List<Error> validate(Schema schema, JsonNode document) {
        return schema.validate(
                document.toString(),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
