package io.portage.kong.rule.routes;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Service;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Clients never speak to a message broker: what a broker took nobody can claim, replay or refuse.
public final class NoBroker implements Rule {
    private static final Set<String> NAMES = Set.of(
            "kafka",
            "redpanda",
            "rabbitmq",
            "rabbit",
            "amqp",
            "amqps",
            "nats",
            "mqtt",
            "mosquitto",
            "emqx",
            "pulsar",
            "activemq",
            "artemis",
            "solace");
    private static final Set<String> PORTS = Set.of("9092", "5671", "5672", "1883", "8883", "4222", "61616", "6650");
    private static final Set<String> PLUGINS = Set.of(
            "kafka-upstream", "kafka-consume", "confluent", "confluent-consume", "solace-upstream", "solace-consume");
    private static final Pattern APART = Pattern.compile("[^a-z0-9]+");

    @Override
    public RuleInfo info() {
        return RuleInfo.error("routes/no-broker", "a route leads to a message broker");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        Set<Service> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var services = context.config().routes().stream()
                .flatMap(it -> Stream.ofNullable(it.service()))
                .filter(it -> it.enabled() && seen.add(it))
                .flatMap(it -> service(context, it));
        var plugins = PLUGINS.stream()
                .sorted()
                .flatMap(context::running)
                .map(it -> Findings.of(info(), it, it.at(), it.name() + ": " + EXPECTED));
        return Stream.concat(services, plugins);
    }

    private static final String EXPECTED =
            "leads to a message broker (expected: a service of ours, which publishes what it accepted)";

    private Stream<Finding> service(RuleContext context, Service service) {
        var addresses = Stream.concat(
                Stream.of(service.host() + ":" + service.port()),
                context.config().upstreams().stream()
                        .filter(it -> it.name().equals(service.host()))
                        .flatMap(it -> it.targets().stream()));
        return addresses
                .filter(NoBroker::isBroker)
                .limit(1)
                .map(it -> info().at(
                                service.fields().get("url") == null ? service.at("host") : service.at("url"),
                                service.label() + ": " + it + " " + EXPECTED));
    }

    private static boolean isBroker(String address) {
        var lower = address.toLowerCase(Locale.ROOT);
        return PORTS.contains(lower.substring(lower.lastIndexOf(':') + 1))
                || APART.splitAsStream(lower).anyMatch(NAMES::contains);
    }
}
