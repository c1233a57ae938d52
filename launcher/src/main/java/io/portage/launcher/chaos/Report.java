package io.portage.launcher.chaos;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The summary as JSON, for programs.
final class Report {
    private static final JsonMapper JSON = new JsonMapper();

    private Report() {}

    static String of(Summary summary, ChaosSettings settings) {
        var report = JSON.createObjectNode()
                .put("seed", settings.seed())
                .put("gateways", settings.gateways())
                .put("schedules", summary.results().size())
                .put("operations", summary.operations())
                .put("requests", summary.requests())
                .put("effects", summary.effects());
        counts(report, "ends", summary.ends());
        counts(report, "faults", summary.faults());
        counts(report, "answers", summary.answers());
        report.put("violations", summary.violations());
        var runs = report.putArray("runs");
        summary.results().forEach(result -> runs.add(run(result)));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static ObjectNode run(ScheduleResult result) {
        var run = JSON.createObjectNode()
                .put("seed", result.schedule().seed())
                .put("operations", result.operations())
                .put("requests", result.requests())
                .put("effects", result.effects())
                .put("millis", result.took().toMillis());
        counts(run, "faults", result.faults());
        counts(run, "answers", result.answers());
        var violations = run.putArray("violations");
        result.violations().forEach(violation -> violations.add(violation(violation)));
        return run;
    }

    private static ObjectNode violation(Violation violation) {
        var history = violation.history();
        var node = JSON.createObjectNode()
                .put("rule", violation.rule().shown())
                .put("key", history.errand().key())
                .put("tenant", history.errand().tenant())
                .put("operation", history.kind().operation())
                .put("detail", violation.detail())
                .put("arrivals", history.arrivals())
                .put("effects", history.effects());
        texts(
                node,
                "exchanges",
                history.exchanges().stream().map(Exchange::shown).toList());
        return node;
    }

    private static void counts(ObjectNode node, String name, Map<String, Integer> counts) {
        var object = node.putObject(name);
        counts.forEach(object::put);
    }

    private static void texts(ObjectNode node, String name, List<String> texts) {
        var array = node.putArray(name);
        texts.forEach(array::add);
    }
}
