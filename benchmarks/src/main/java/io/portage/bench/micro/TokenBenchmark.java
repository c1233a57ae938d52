package io.portage.bench.micro;

import io.portage.gateway.Settings;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.caller.TokenVerifier;
import io.portage.stubs.StubPorts;
import io.portage.stubs.StubWorld;
import io.portage.stubs.identity.TokenRequest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// What it costs to believe a token: one that is known, and one that is verified anew. (JMH wants it neither final nor
/// hidden.)
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenBenchmark {
    private static final int TOKENS = 500;
    private static final String CALLERS = "io.portage.gateway.caller.";

    private final StubWorld world = StubWorld.start(StubPorts.ephemeral());
    private final List<String> tokens = IntStream.range(0, TOKENS)
            .mapToObj(i -> "Bearer " + world.token(TokenRequest.defaults().claim("sub", "doc-" + i)))
            .toList();
    private final AnnotationConfigApplicationContext roomy = context("16MB");
    private final AnnotationConfigApplicationContext forgetful = context("0B");
    private final TokenVerifier remembering = roomy.getBean(TokenVerifier.class);
    private final TokenVerifier forgetting = forgetful.getBean(TokenVerifier.class);
    private int next;

    /// The verifier as the gateway's own configuration puts it together, without the rest of the gateway.
    private AnnotationConfigApplicationContext context(String cache) {
        var context = new AnnotationConfigApplicationContext();
        var environment = context.getEnvironment();
        Map<String, Object> properties =
                Map.of("portage.token.issuers[0].url", world.issuer(), "portage.token.cache", cache);
        environment.getPropertySources().addFirst(new MapPropertySource("bench", properties));
        context.registerBean(Settings.class, () -> Binder.get(environment).bindOrCreate("portage", Settings.class));
        context.registerBean(InstantSource.class, InstantSource::system);
        context.registerBean(RandomGenerator.class, () -> new SecureRandom());
        try {
            context.register(
                    Class.forName(CALLERS + "CallerConfiguration"),
                    Class.forName(CALLERS + "revocation.EmbeddedRevocationsConfiguration"));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        context.refresh();
        return context;
    }

    @Setup
    public void fetchKeys() {
        for (var token : tokens) {
            Objects.requireNonNull(remembering.verify(token).block());
        }
        Objects.requireNonNull(forgetting.verify(tokens.getFirst()).block());
    }

    @TearDown
    public void close() {
        roomy.close();
        forgetful.close();
        world.close();
    }

    private Caller caller(TokenVerifier verifier) {
        var token = tokens.get(next++ % TOKENS);
        return Objects.requireNonNull(verifier.verify(token).block());
    }

    @Benchmark
    public Caller known() {
        return caller(remembering);
    }

    @Benchmark
    public Caller unknown() {
        return caller(forgetting);
    }
}
