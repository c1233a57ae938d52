package io.portage.stubs;

import io.portage.stubs.service.Services;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the stubs until it is told to end.
@Command(
        name = "stubs",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs the four stub services, their control API and the identity provider until Ctrl-C.")
public final class StubServer implements Callable<Integer> {
    @Option(
            names = "--control-port",
            defaultValue = "9100",
            description = "control API and identity provider (default: ${DEFAULT-VALUE})")
    private int control;

    @Option(names = "--registration-port", defaultValue = "9101", description = "(default: ${DEFAULT-VALUE})")
    private int registration;

    @Option(names = "--patient-portal-port", defaultValue = "9102", description = "(default: ${DEFAULT-VALUE})")
    private int patientPortal;

    @Option(names = "--immunizations-port", defaultValue = "9103", description = "(default: ${DEFAULT-VALUE})")
    private int immunizations;

    @Option(names = "--orders-port", defaultValue = "9104", description = "(default: ${DEFAULT-VALUE})")
    private int orders;

    private StubServer() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new StubServer())
                .setExecutionExceptionHandler((e, command, _) -> {
                    command.getErr().println("stubs: " + e.getMessage());
                    return 1;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        var ports = new StubPorts(control, registration, patientPortal, immunizations, orders);
        try (var world = StubWorld.start(ports)) {
            var ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(world::close, "close-stubs"));
            System.out.println("control " + world.control());
            Services.NAMES.forEach(name -> System.out.println(name + " " + world.service(name)));
            ended.await();
            return 0;
        } catch (UncheckedIOException e) {
            System.err.println("stubs: " + e.getMessage());
            return 1;
        }
    }
}
