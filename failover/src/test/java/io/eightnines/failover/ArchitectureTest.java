package io.eightnines.failover;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
