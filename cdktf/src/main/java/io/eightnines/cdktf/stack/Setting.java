package io.eightnines.cdktf.stack;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import com.hashicorp.cdktf.TerraformVariableValidationConfig;
import java.util.List;

/**
 * Something that only the account knows, given to terraform as a variable without a default, and
 * refused there if it has the wrong form.
 *
 * @param name of the variable
 * @param form a regular expression (RE2) for the whole value
 * @param description what it is, as a sentence
 */
public record Setting(String name, String form, String description) {
  /** The declared setting, as a reference for other resources' arguments. */
  public String in(TerraformStack stack) {
    return declare(stack, false);
  }

  /** The same, kept out of terraform's output. */
  public String secretIn(TerraformStack stack) {
    return declare(stack, true);
  }

  private String declare(TerraformStack stack, boolean sensitive) {
    var escaped = form.replace("\\", "\\\\");
    return new TerraformVariable(
            stack,
            name,
            TerraformVariableConfig.builder()
                .type("string")
                .nullable(false)
                .sensitive(sensitive)
                .description(description)
                .validation(
                    List.of(
                        TerraformVariableValidationConfig.builder()
                            .condition(
                                "${can(regex(\"^(?:%s)$\", var.%s))}".formatted(escaped, name))
                            .errorMessage(name + ": expected the form " + form + ".")
                            .build()))
                .build())
        .getStringValue();
  }
}
