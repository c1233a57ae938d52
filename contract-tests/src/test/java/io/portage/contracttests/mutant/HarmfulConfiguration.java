package io.portage.contracttests.mutant;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/// Brings the harmful filter into a gateway whose class path also holds the file that names this class.
@AutoConfiguration
public class HarmfulConfiguration {
    @Bean
    HarmfulFilter harmfulFilter() {
        return new HarmfulFilter();
    }
}
