package io.portage.kong;

import io.portage.contract.SyncContract;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;

/// A declarative Kong file: services, their routes, and plugins wherever they stand.
public final class KongFile {
    private final Entity root;

    private KongFile(Entity root) {
        this.root = root;
    }

    /// Reads a file.
    ///
    /// @param name its name, for findings
    /// @param text its YAML
    /// @throws IllegalArgumentException where it is empty
    /// @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException where it is no YAML
    public static KongFile read(String name, String text) {
        var settings = LoadSettings.builder().setLabel(name).build();
        var node = new Compose(settings)
                .composeString(text)
                .orElseThrow(() -> new IllegalArgumentException(name + ": empty (expected: a Kong configuration)"));
        return new KongFile(new Entity(name, node));
    }

    /// Everything in this file that breaks the contract, in the order of the checks.
    public List<Finding> check(SyncContract contract) {
        return Stream.concat(SyncHeaderCheck.of(this), RouteCheck.of(this, contract))
                .toList();
    }

    Entity root() {
        return root;
    }

    List<Entity> services() {
        return root.list("services");
    }

    /// Plugins of every scope.
    Stream<Entity> plugins() {
        return Stream.of(Stream.of(root), services().stream(), routes(), root.list("consumers").stream())
                .flatMap(owners -> owners.flatMap(owner -> owner.list("plugins").stream()));
    }

    private Stream<Entity> routes() {
        return Stream.concat(
                root.list("routes").stream(), services().stream().flatMap(service -> service.list("routes").stream()));
    }
}
