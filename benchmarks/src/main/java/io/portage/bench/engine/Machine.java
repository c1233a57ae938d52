package io.portage.bench.engine;

import org.jspecify.annotations.Nullable;

/// On what it was measured; numbers of two machines are two things.
///
/// @param redis version of Redis; null for none
public record Machine(
        int cores,
        String system,
        String java,
        String jvmOptions,
        @Nullable String redis) {
    static Machine here(@Nullable String redis) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.version().toString(),
                String.join(" ", GatewayProcess.JVM),
                redis);
    }
}
