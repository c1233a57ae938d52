package io.portage.launcher.chaos;

import io.portage.stubs.StubPorts;
import io.portage.stubs.StubWorld;
import io.portage.stubs.identity.TokenRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/// Everything that can break, and the way to heal it: services, Redis, and gateways that share it.
final class Stage implements AutoCloseable {
    /// Long: one that fails to start ends, and is noticed; all others are only slow.
    private static final Duration READY_WITHIN = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private final StubWorld world;
    private final Victim redis;
    private final List<Gateway> gateways;

    private Stage(StubWorld world, Victim redis, List<Gateway> gateways) {
        this.world = world;
        this.redis = redis;
        this.gateways = List.copyOf(gateways);
    }

    /// Starts the services alone: the rest starts when it is healed for the first time.
    ///
    /// @param folder for logs and for what Redis keeps
    static Stage open(int gateways, Path folder, GatewayLine line) throws IOException {
        var ports = StablePorts.free(6 + 2 * gateways);
        var data = Files.createDirectories(folder.resolve("redis"));
        int redisPort = ports.pop();
        var redis = new Victim(RedisCommand.of(redisPort, data), folder.resolve("redis.log"));
        var stubs = new StubPorts(ports.pop(), ports.pop(), ports.pop(), ports.pop(), ports.pop());
        var address = URI.create("redis://127.0.0.1:" + redisPort);
        var started = new ArrayList<Gateway>();
        for (int i = 0; i < gateways; i++) {
            started.add(gateway(ports, folder.resolve("gateway-" + i + ".log"), line, stubs, address));
        }
        return new Stage(StubWorld.start(stubs), redis, started);
    }

    private static Gateway gateway(Deque<Integer> ports, Path log, GatewayLine line, StubPorts stubs, URI redis) {
        int port = ports.pop();
        int management = ports.pop();
        var process = new Victim(line.of(port, management, stubs, redis), log);
        return new Gateway(URI.create("http://localhost:" + port), process);
    }

    StubWorld world() {
        return world;
    }

    Victim redis() {
        return redis;
    }

    Gateway gateway(int number) {
        return gateways.get(number);
    }

    int gateways() {
        return gateways.size();
    }

    /// Of the user who sends such mutations, in any tenant.
    String token(Kind kind, String tenant) {
        var claims = JsonNodeFactory.instance
                .objectNode()
                .put("sub", kind.user())
                .put("preferred_username", kind.user())
                .put("tenant_id", tenant);
        claims.putObject("realm_access").putArray("roles").add(kind.role());
        var defaults = TokenRequest.defaults();
        return world.token(new TokenRequest(claims, defaults.header(), defaults.expiresIn(), defaults.key()));
    }

    /// Returns when all is well: everything runs, and every gateway would carry out a mutation.
    void heal() throws IOException, InterruptedException {
        world.clearFaults();
        redis.start();
        gateways.forEach(gateway -> gateway.process().start());
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        var token = token(Kind.ORDER, Errand.HOME);
        for (var gateway : gateways) {
            while (!gateway.isReady(token)) {
                if (System.nanoTime() > deadline || !gateway.process().isAlive()) {
                    throw new IOException("a gateway is not ready (expected: within " + READY_WITHIN + "); its log: "
                            + gateway.process().log());
                }
                Thread.sleep(LOOK_EVERY);
            }
        }
    }

    @Override
    public void close() {
        gateways.forEach(Gateway::close);
        redis.close();
        world.close();
    }
}
