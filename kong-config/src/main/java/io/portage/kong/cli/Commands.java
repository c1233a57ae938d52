package io.portage.kong.cli;

import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine;

/// Makes the commands, each with the place that it writes to.
record Commands(Output output) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.getDeclaredConstructor(Output.class).newInstance(output);
        } catch (NoSuchMethodException _) {
            return CommandLine.defaultFactory().create(type);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
