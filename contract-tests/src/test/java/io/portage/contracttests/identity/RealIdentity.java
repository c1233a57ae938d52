package io.portage.contracttests.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test that needs a real Keycloak: one of the long ones, skipped by name where Keycloak is not unpacked.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("keycloak")
@EnabledIf(
        value = "io.portage.contracttests.identity.KeycloakHome#isInstalled",
        disabledReason = "Keycloak is not unpacked: Maven was offline, or ran without -Pfull")
@ExtendWith(KeycloakLab.class)
@interface RealIdentity {}
