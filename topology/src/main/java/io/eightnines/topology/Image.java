package io.eightnines.topology;

import java.util.regex.Pattern;

/**
 * The container image that every region runs, named by its content: a tag can be moved, a digest
 * cannot.
 *
 * @param repository registry and path, without tag
 * @param digest {@code sha256:} and 64 hexadecimal digits
 */
public record Image(String repository, String digest) {
  private static final Pattern REPOSITORY =
      Pattern.compile("[a-z0-9][a-z0-9.:-]{0,99}(/[a-z0-9][a-z0-9._-]{0,99}){1,5}");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  public Image {
    new Rules()
        .need(
            REPOSITORY.matcher(repository).matches(),
            "repository",
            repository,
            "a registry and a path without tag, such as registry.example.com/eightnines/api")
        .need(
            DIGEST.matcher(digest).matches(), "digest", digest, "sha256: and 64 hexadecimal digits")
        .keep();
  }

  /** The reference that container runtimes take. */
  public String reference() {
    return repository + "@" + digest;
  }
}
