package io.eightnines.runbooks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.eightnines");

  private static ArchRule without(String module, String... others) {
    return noClasses()
        .that()
        .resideInAPackage("io.eightnines." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }

  @Test
  void the_control_plane_depends_on_nothing_that_sells_draws() {
    without(
            "failover",
            "io.eightnines.client..",
            "io.eightnines.http..",
            "io.eightnines.api..",
            "io.eightnines.gateway..")
        .check(HOUSE);
  }

  @Test
  void the_api_reaches_a_gateway_over_the_network_only() {
    without("api", "io.eightnines.gateway..", "io.eightnines.failover..").check(HOUSE);
    without("gateway", "io.eightnines.api..", "io.eightnines.failover..").check(HOUSE);
  }

  @Test
  void what_game_backends_embed_depends_on_nothing_else_of_ours() {
    without(
            "client",
            "io.eightnines.config..",
            "io.eightnines.http..",
            "io.eightnines.api..",
            "io.eightnines.gateway..",
            "io.eightnines.failover..")
        .check(HOUSE);
  }

  @Test
  void the_topology_depends_on_nothing_of_ours_and_no_production_program_on_it() {
    noClasses()
        .that()
        .resideInAPackage("io.eightnines.topology..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.eightnines..")
                .and(resideOutsideOfPackage("io.eightnines.topology..")))
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackages("io.eightnines.topology..", "io.eightnines.runbooks..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.eightnines.topology..")
        .check(HOUSE);
  }

  @Test
  void the_log_depends_on_nothing_else_of_ours() {
    noClasses()
        .that()
        .resideInAnyPackage("io.eightnines.log..", "io.eightnines.time..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.eightnines..")
                .and(resideOutsideOfPackages("io.eightnines.log..", "io.eightnines.time..")))
        .check(HOUSE);
  }

  @Test
  void no_production_program_needs_the_runbooks() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.eightnines.runbooks..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.eightnines.runbooks..")
        .check(HOUSE);
  }

  @Test
  void the_channel_asks_only_its_scheduler_for_the_time() {
    readNoClock(
            noClasses()
                .that()
                .resideInAPackage("io.eightnines.client..")
                .and()
                .doNotHaveSimpleName("ThreadScheduler"))
        .because("tests run it on virtual time: use io.eightnines.client.channel.Scheduler")
        .check(HOUSE);
  }

  private static ClassesShouldConjunction readNoClock(GivenClassesConjunction they) {
    return they.should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class);
  }

  @Test
  void no_program_that_serves_uses_a_virtual_thread() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.eightnines.api..",
            "io.eightnines.failover..",
            "io.eightnines.gateway..",
            "io.eightnines.http..",
            "io.eightnines.log..")
        .should()
        .callMethod(Thread.class, "ofVirtual")
        .orShould()
        .callMethod(Thread.class, "startVirtualThread", Runnable.class)
        .orShould()
        .callMethod(Executors.class, "newVirtualThreadPerTaskExecutor")
        .because("all of them stop for good when as many as there are cores load classes")
        .check(HOUSE);
  }

  @Test
  void in_the_control_plane_only_the_composition_root_reads_a_clock_or_makes_chance() {
    readNoClock(
            noClasses()
                .that()
                .resideInAnyPackage(
                    "io.eightnines.failover..", "io.eightnines.log..", "io.eightnines.time..")
                .and()
                .doNotHaveSimpleName("FailoverApplication"))
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocalRandom.class)
        .because("time comes from Clocks or Ticker and chance from an injected RandomGenerator")
        .check(HOUSE);
  }
}
