package io.portage.launcher;

import java.net.URISyntaxException;
import java.nio.file.Path;

/// Where the project is, whose jars are started.
final class ProjectHome {
    private ProjectHome() {}

    /// As `./portage` says; else derived from where this class was loaded from, which is `launcher/target`.
    static Path find() {
        var said = System.getProperty("portage.home");
        return (said == null ? aboveThisJar() : Path.of(said)).toAbsolutePath().normalize();
    }

    private static Path aboveThisJar() {
        try {
            var location =
                    ProjectHome.class.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(location.toURI()).resolve("../../..");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
