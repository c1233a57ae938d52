package io.portage.kong.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DerivedIdTest {
    @Test
    void ofWhenGlobalPluginThenAsKongToldIt() {
        assertThat(DerivedId.of("plugins", "plugins:*:request-transformer:::"))
                .isEqualTo("9bf99182-5f8a-5970-84dd-67a81aa34a77");
    }
}
