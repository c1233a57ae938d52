package io.portage.gateway.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.portage.gateway.Settings;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/// What is held and kept of reads, and who clears it away.
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {
    private static final long SWEEP_MINUTES = 1;

    @Bean
    HeldBytes heldBytes(Settings settings) {
        var projections = settings.projections();
        return new HeldBytes(
                projections.held().toBytes(), projections.largestAnswer().toBytes());
    }

    @Bean
    Copies copies(Settings settings, InstantSource clock, MeterRegistry meters) {
        var projections = settings.projections();
        var copies = new Copies(
                projections.copies().toBytes(), projections.copiesPerCaller().toBytes(), clock);
        Gauge.builder("portage.projections.copies", copies, Copies::bytes)
                .description("bytes of last good answers that are kept")
                .baseUnit("bytes")
                .register(meters);
        return copies;
    }

    @Bean(destroyMethod = "dispose")
    Disposable sweeping(Copies copies) {
        return Schedulers.parallel()
                .schedulePeriodically(copies::sweep, SWEEP_MINUTES, SWEEP_MINUTES, TimeUnit.MINUTES);
    }
}
