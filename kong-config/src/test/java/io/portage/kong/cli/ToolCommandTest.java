package io.portage.kong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// How the commands end that make something, and what they say of what is given to them.
class ToolCommandTest extends CommandFolder {
    private static final String KEYS = """
            {"keys": [
              {"kty": "EC", "crv": "P-256", "kid": "one", "use": "enc", "alg": "ECDH-ES",
               "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"},
              {"kty": "EC", "crv": "P-256", "kid": "two", "use": "sig",
               "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}
            """;

    @Test
    void pluginCheckWhenThereAreOnlyWarningsThenZero() throws IOException {
        run("plugin", "new", "ours", "--in", "./");
        var handler = folder.resolve("kong-plugin-ours/kong/plugins/ours/handler.lua");
        Files.writeString(handler, Files.readString(handler).replaceFirst("PRIORITY = \\d+", "PRIORITY = 801"));
        assertThat(run("plugin", "check", "./kong-plugin-ours"))
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains("0 errors, 1 warning");
    }

    @Test
    void pluginCheckWhenAFileIsLargerThanAnySourceThenThree() throws IOException {
        run("plugin", "new", "ours", "--in", "./");
        write("kong-plugin-ours/kong/plugins/ours/data.lua", "-".repeat((1 << 20) + 1));
        assertThat(run("plugin", "check", "./kong-plugin-ours")).isEqualTo(Exit.UNUSABLE);
        assertThat(err.toString()).contains("ours/data.lua: 1048577 bytes (expected: at most 1048576)");
    }

    @Test
    void pluginEffectsWhenThereIsNoPluginThenThree() {
        assertThat(run("plugin", "effects", "./")).isEqualTo(Exit.UNUSABLE);
        assertThat(err.toString()).contains("no plugin (expected: kong/plugins/<name>/handler.lua)");
    }

    @Test
    void renderWhenAnOverlayIsAskedForThenItIsIn() {
        assertThat(run("render", "--env", "dev", "--target", "dbless", "--overlay", "services-direct"))
                .isZero();
        assertThat(out.toString()).contains("name: direct.order.create");
    }

    @Test
    void renderWhenTheFileCannotBeThenWhyAndItsNameOnce() {
        var name = "x".repeat(300);
        assertThat(run("render", "--env", "dev", "--target", "dbless", "--out", "./" + name))
                .isEqualTo(Exit.UNUSABLE);
        assertThat(err.toString()).containsOnlyOnce(name).contains("cannot be written: File name too long");
    }

    @Test
    void jwksWhenAKeyEncryptsThenItIsLeftOutAndSaid() throws IOException {
        write("certs.json", KEYS);
        assertThat(run("jwks", "./certs.json")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("key: two").doesNotContain("key: one");
        assertThat(err.toString()).endsWith("certs.json: keys[0]: for encryption, left out\n");
    }
}
