package io.eightnines.client.draw;

/**
 * A generator whose bits went into a draw, as it was at that moment.
 *
 * @param id the generator's name, unique in its site
 * @param model what the device is, in words of up to {@value #MAX_MODEL_CHARS} characters
 * @param site where it stands
 * @param health what its health tests said, such as {@code untested}
 */
public record GeneratorUse(String id, String model, String site, String health) {

  static final int MAX_MODEL_CHARS = 200;

  public GeneratorUse {
    Names.check("generator id", id);
    Names.check("site", site);
    Names.check("health", health);
    if (!isModel(model)) {
      throw new IllegalArgumentException("model: expected one line of at most 200 characters");
    }
  }

  static boolean isModel(String text) {
    return Names.isLine(text, MAX_MODEL_CHARS);
  }
}
