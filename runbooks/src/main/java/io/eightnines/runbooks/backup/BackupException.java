package io.eightnines.runbooks.backup;

import java.io.IOException;
import java.util.List;

/** A backup that is not made or not restored; nothing was changed. The message has every reason. */
public final class BackupException extends IOException {
  private static final long serialVersionUID = 1L;

  BackupException(String subject, List<String> reasons) {
    super(subject + ":\n  " + String.join("\n  ", reasons));
  }

  BackupException(String reason) {
    super(reason);
  }
}
