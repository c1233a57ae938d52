package io.portage.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.portage.gateway.upstream.AnswerWriter;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// What may know what.
final class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.portage.gateway");

    /// Calls of one of these methods.
    private static DescribedPredicate<JavaCall<?>> callsOf(String description, Set<String> methods) {
        return describe(
                description,
                call -> methods.contains(
                        call.getTargetOwner().getName() + "." + call.getTarget().getName()));
    }

    @Test
    void featuresAreFreeOfCycles() {
        assertThat(MAIN).hasSizeGreaterThan(80);
        slices().matching("io.portage.gateway.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void jsonAndOfflineRulesArePure() {
        noClasses()
                .that()
                .resideInAnyPackage("..gateway.json..", "..gateway.offline..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.netty..", "reactor..", "org.reactivestreams..")
                .check(MAIN);
    }

    @Test
    void idempotencyKnowsNeitherWebNorNetty() {
        noClasses()
                .that()
                .resideInAPackage("..gateway.idempotency..")
                .and()
                .haveSimpleNameNotEndingWith("Configuration")
                .and()
                .haveSimpleNameNotEndingWith("HealthIndicator")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.netty..", "reactor.netty..")
                .check(MAIN);
    }

    @Test
    void statusesAreSetWhereProblemsAndAnswersAreWritten() {
        var setsStatus = describe(
                "sets a status",
                (JavaCall<?> call) -> Set.of("setStatusCode", "setRawStatusCode", "setStatus")
                        .contains(call.getTarget().getName()));
        noClasses()
                .that()
                .resideOutsideOfPackages("..gateway.problem..", "..gateway.wire..")
                .and()
                .doNotHaveFullyQualifiedName(AnswerWriter.class.getName())
                .should()
                .callMethodWhere(setsStatus)
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackage("..gateway.wire..")
                .and()
                // which drops what a service says before it answers
                .doNotHaveFullyQualifiedName("io.portage.gateway.upstream.InterimResponses")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.netty\\.handler\\.codec\\.http\\.(Default)?(Full)?HttpResponse")
                .check(MAIN);
    }

    @Test
    void redissonStaysInItsAdapters() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..redis..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.redisson..")
                .check(MAIN);
    }

    @Test
    void redisKnowsNothingOfWhatIsKeptThere() {
        noClasses()
                .that()
                .resideInAPackage("io.portage.gateway.redis")
                .should()
                .dependOnClassesThat(resideInAPackage("io.portage.gateway..")
                        .and(not(resideInAnyPackage(
                                "io.portage.gateway", "io.portage.gateway.redis", "io.portage.gateway.problem"))))
                .check(MAIN);
    }

    @Test
    void adaptersAreKnownToTheirOwnFeatureAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..gateway.idempotency..", "..gateway.settle..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..gateway.idempotency.redis..", "..gateway.idempotency.embedded..")
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackage("..gateway.session..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..gateway.session.redis..", "..gateway.session.embedded..")
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackage("..gateway.caller..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..gateway.caller.revocation.redis..")
                .check(MAIN);
    }

    @Test
    void loggingGoesThroughSlf4j() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(MAIN);
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MAIN);
    }

    @Test
    void timeComesFromTheOneClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..gateway.local..")
                .should()
                .callMethodWhere(callsOf(
                        "read the system's clock",
                        Set.of(
                                "java.time.Instant.now",
                                "java.time.LocalDate.now",
                                "java.time.LocalDateTime.now",
                                "java.time.OffsetDateTime.now",
                                "java.time.ZonedDateTime.now",
                                "java.time.Clock.systemUTC",
                                "java.time.Clock.systemDefaultZone",
                                "java.lang.System.currentTimeMillis")))
                .check(MAIN);
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("CorrelationConfiguration")
                .should()
                .callMethodWhere(callsOf("make another clock", Set.of("java.time.InstantSource.system")))
                .check(MAIN);
    }

    @Test
    void randomnessComesFromTheOneSource() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("CorrelationConfiguration")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.Random|java\\.security\\.SecureRandom|java\\.util\\.concurrent\\.ThreadLocalRandom")
                .orShould()
                .callMethodWhere(
                        callsOf("mint at random", Set.of("java.util.UUID.randomUUID", "java.lang.Math.random")))
                .check(MAIN);
    }

    @Test
    void nothingStaticIsMutable() {
        fields().that().areStatic().should().beFinal().check(MAIN);
    }

    @Test
    void publicClassesAreFinal() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .doNotHaveSimpleName("Gateway")
                .should()
                .haveModifier(FINAL)
                .check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        for (var type : MAIN) {
            assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                    .as(type.getPackageName())
                    .isTrue();
        }
    }
}
