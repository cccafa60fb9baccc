package io.eightnines.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import io.eightnines.gateway.device.SimulatedDevice;
import io.eightnines.gateway.entropy.Feed;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class HiddenInputsTest {

  private static final JavaClasses GATEWAY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.eightnines.gateway");

  @Test
  void elapsed_time_comes_from_a_ticker() {
    belowTheCompositionRoot()
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("elapsed time comes from an injected Ticker")
        .check(GATEWAY);
  }

  @Test
  void wall_time_comes_from_an_instant_source() {
    belowTheCompositionRoot()
        .should()
        .callMethod(Instant.class, "now")
        .because("wall time comes from an injected InstantSource")
        .check(GATEWAY);
  }

  @Test
  void chance_comes_from_bits_or_a_random_generator() {
    belowTheCompositionRoot()
        .should()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocalRandom.class)
        .because("chance comes from Bits, or from an injected RandomGenerator")
        .check(GATEWAY);
  }

  @Test
  void only_the_shell_sleeps() {
    belowTheCompositionRoot()
        .and()
        .doNotBelongToAnyOf(Feed.class, SimulatedDevice.class)
        .should()
        .callMethod(Thread.class, "sleep", Duration.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .because("waiting belongs to the threads of the shell")
        .check(GATEWAY);
  }

  private static GivenClassesConjunction belowTheCompositionRoot() {
    return noClasses().that().resideOutsideOfPackage("io.eightnines.gateway");
  }
}
