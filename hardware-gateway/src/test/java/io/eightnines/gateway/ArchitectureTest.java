package io.eightnines.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.eightnines.gateway");

  @Test
  void the_audit_shares_no_code_with_what_it_judges() {
    noClasses()
        .that()
        .resideInAPackage("io.eightnines.gateway.audit")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.eightnines.gateway.ledger..",
            "io.eightnines.gateway.signing..",
            "io.eightnines.client..",
            "io.eightnines.log..")
        .because("an auditor that shares a mistake with the ledger does not see it")
        .check(classes);
  }
}
