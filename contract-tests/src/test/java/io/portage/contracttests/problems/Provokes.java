package io.portage.contracttests.problems;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The problem code that a test makes the gateway answer with.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Provokes {
    Code value();
}
