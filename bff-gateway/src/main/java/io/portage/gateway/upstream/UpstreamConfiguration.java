package io.portage.gateway.upstream;

import io.netty.channel.ChannelOption;
import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import java.util.HashMap;
import java.util.TreeSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/// One client with a pool of its own for each service, so that a slow one starves no other.
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {
    @Bean
    Upstreams upstreams(Settings settings, SyncContract contract) {
        var clients = new HashMap<String, HttpClient>();
        var names = new TreeSet<>(settings.services().keySet());
        contract.operations().forEach(operation -> names.add(operation.service()));
        for (var name : names) {
            clients.put(name, client(name, service(settings, name), settings.upstream()));
        }
        return new Upstreams(clients, settings.upstream());
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
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.connectTimeout().toMillis()));
    }
}
