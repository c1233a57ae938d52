package io.portage.gateway;

import io.portage.gateway.settle.Settle;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/// The gateway's process, and the one command that its jar holds beside it.
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(Settings.class)
public class Gateway {
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(Settle.NAME)) {
            System.exit(Settle.run(List.of(args).subList(1, args.length)));
        }
        SpringApplication.run(Gateway.class, args);
    }
}
