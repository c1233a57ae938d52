package io.portage.kong.render;

import io.portage.kong.jwks.Keys;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A rendered file, read again.
///
/// @param name what it is
record Rendered(String name, String text) {
    private static final List<Rendered> DECLARATIVE = everything().toList();

    /// Every file in Kong's own format that can be rendered.
    static Stream<Rendered> declarative() {
        return DECLARATIVE.stream();
    }

    private static Stream<Rendered> everything() {
        return Arrays.stream(Environment.values())
                .flatMap(environment -> Stream.of(
                                new Overlay[] {},
                                new Overlay[] {Overlay.SERVICES_DIRECT},
                                new Overlay[] {Overlay.BROWSER_SESSIONS},
                                Overlay.values())
                        .flatMap(overlays -> declarative(environment, overlays)));
    }

    private static Stream<Rendered> declarative(Environment environment, Overlay... overlays) {
        var name = environment + " " + List.of(overlays) + " ";
        return Stream.of(
                new Rendered(name + "dbless", of(environment, Target.DBLESS, overlays)),
                new Rendered(name + "deck", of(environment, Target.DECK, overlays)),
                new Rendered(name + "twin", Rendering.twin(environment, Keys.placeholder(), overlays)));
    }

    static String of(Environment environment, Target target, Overlay... overlays) {
        return Rendering.of(environment, target, Keys.placeholder(), overlays);
    }

    static Tree tree(Environment environment, Target target, Overlay... overlays) {
        return new Rendered(environment + " " + target, of(environment, target, overlays)).tree();
    }

    Tree tree() {
        return Tree.of(new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text));
    }

    /// Every document of the file.
    List<Tree> trees() {
        var documents = new Load(LoadSettings.builder().setLabel(name).build()).loadAllFromString(text);
        return Stream.of(documents)
                .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                .map(Tree::of)
                .toList();
    }

    static List<Tree> routes(Tree file) {
        return file.trees("services").stream()
                .flatMap(service -> service.trees("routes").stream())
                .toList();
    }

    static Tree named(List<Tree> entities, String name) {
        return entities.stream()
                .filter(entity -> entity.text("name").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " (expected: rendered)"));
    }

    @Override
    public String toString() {
        return name;
    }
}
