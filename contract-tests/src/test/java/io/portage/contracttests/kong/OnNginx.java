package io.portage.contracttests.kong;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/// Tests that need nginx with its Lua module, and are skipped by name without it.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "io.portage.contracttests.kong.NginxProcess#isInstalled",
        disabledReason = "nginx with its Lua module is not installed")
@interface OnNginx {}
