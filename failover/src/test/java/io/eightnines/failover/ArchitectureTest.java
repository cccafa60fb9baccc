package io.eightnines.failover;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String[] CORE = {
    "..failover.fleet..", "..failover.detect..", "..failover.plan.."
  };

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.eightnines.failover");

  @Test
  void nobody_but_the_composition_root_reads_a_clock_or_makes_chance() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(FailoverApplication.class.getName())
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocalRandom.class)
        .because("time comes from Clocks or Ticker and chance from an injected RandomGenerator")
        .check(classes);
  }

  @Test
  void nobody_uses_a_virtual_thread() {
    noClasses()
        .should()
        .callMethod(Thread.class, "ofVirtual")
        .orShould()
        .callMethod(Thread.class, "startVirtualThread", Runnable.class)
        .orShould()
        .callMethod(Executors.class, "newVirtualThreadPerTaskExecutor")
        .because("all of them stop for good when as many as there are cores load classes")
        .check(classes);
  }

  @Test
  void the_core_knows_no_server_no_codec_no_logger_and_no_metric() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.dropwizard..", "org.xbill..", "org.slf4j..", "io.prometheus..", "jakarta..")
        .because("a pure core decides and a shell acts")
        .check(classes);
  }

  @Test
  void decisions_do_not_depend_on_what_enacts_them() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..failover.control..",
            "..failover.dns..",
            "..failover.memory..",
            "..failover.operate..",
            "..failover.publish..",
            "..failover.status..")
        .because("dependencies point inwards")
        .check(classes);
  }
}
