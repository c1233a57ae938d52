package io.portage.gateway.wire;

import io.portage.gateway.correlation.CorrelationId;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

/// Puts the wire guard into every connection.
@Configuration(proxyBeanMethods = false)
class WireConfiguration {
    @Bean
    NettyServerCustomizer wireGuard(CorrelationId correlationIds) {
        return server -> server.doOnChannelInit((_, channel, _) -> channel.pipeline()
                .addBefore(NettyPipeline.HttpTrafficHandler, "portage.wire-guard", new WireGuard(correlationIds)));
    }
}
