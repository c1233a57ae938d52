package io.portage.gateway.upstream;

import io.netty.channel.ChannelOption;
import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/// One client with a pool of its own for each service, so that a slow one starves no other.
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {
    private static final int LARGEST_HEADERS = 32 << 10;

    @Bean
    Upstreams upstreams(Settings settings, SyncContract contract) {
        var clients = new HashMap<String, HttpClient>();
        var names = names(contract);
        refuseStrangers(settings, names);
        for (var name : names) {
            clients.put(name, client(name, service(settings, name), settings.upstream()));
        }
        return new Upstreams(clients, settings.upstream());
    }

    private static Set<String> names(SyncContract contract) {
        var names = new TreeSet<String>();
        for (var operation : contract.operations()) {
            names.add(operation.service());
            if (operation.delegation() != null) {
                names.add(Upstreams.DELEGATIONS);
            }
        }
        return names;
    }

    /// A name that no operation has is a misspelt one.
    private static void refuseStrangers(Settings settings, Set<String> names) {
        for (var name : settings.services().keySet()) {
            if (names.stream()
                    .noneMatch(known -> known.equals(name) || withoutDash(known).equals(name))) {
                throw new IllegalStateException(
                        "portage.services." + name + ": no such service (expected: one of " + names + ")");
            }
        }
    }

    private static Settings.Service service(Settings settings, String name) {
        // An environment variable cannot spell the dash of patient-portal.
        var service = settings.services().getOrDefault(name, settings.services().get(name.replace("-", "")));
        if (service == null) {
            throw new IllegalStateException("portage.services." + name
                    + ".url is not set (expected: the address of the service, such as http://" + name + ":8080)");
        }
        return service;
    }

    /// An environment variable cannot spell the dash of `patient-portal`.
    private static String withoutDash(String name) {
        return name.replace("-", "");
    }

    private static HttpClient client(String name, Settings.Service service, Settings.Upstream settings) {
        var pool = ConnectionProvider.builder(name)
                .maxConnections(settings.connections())
                .pendingAcquireMaxCount(settings.queue())
                .pendingAcquireTimeout(settings.queueTimeout())
                // Node closes idle connections after 5 s; whoever reuses one at that moment loses a request.
                .maxIdleTime(settings.idleTimeout())
                .maxLifeTime(settings.lifetime())
                .evictInBackground(settings.idleTimeout())
                .lifo()
                .build();
        return HttpClient.create(pool)
                .baseUrl(service.url().toString())
                .disableRetry(true)
                .followRedirect(false)
                .httpResponseDecoder(decoder -> decoder.maxHeaderSize(LARGEST_HEADERS))
                .doOnChannelInit((_, channel, _) -> channel.pipeline()
                        .addAfter(NettyPipeline.HttpCodec, "portage.interim-responses", new InterimResponses()))
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.connectTimeout().toMillis()));
    }
}
