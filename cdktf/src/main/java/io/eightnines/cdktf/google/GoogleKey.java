package io.eightnines.cdktf.google;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.data_google_project.DataGoogleProject;
import com.hashicorp.cdktf.providers.google.kms_crypto_key.KmsCryptoKey;
import com.hashicorp.cdktf.providers.google.kms_crypto_key_iam_binding.KmsCryptoKeyIamBinding;
import com.hashicorp.cdktf.providers.google.kms_key_ring.KmsKeyRing;
import java.util.List;

/** The key that encrypts a stack's secrets, images and buckets; it renews itself each quarter. */
public final class GoogleKey {
  private static final String QUARTER = "7776000s";

  private final KmsCryptoKey key;
  private final KmsCryptoKeyIamBinding users;

  /**
   * @param agents names of Google's own services that encrypt with it, such as {@code
   *     gs-project-accounts}
   */
  public GoogleKey(TerraformStack stack, String location, List<String> agents) {
    var name = stack.getNode().getId();
    var ring = KmsKeyRing.Builder.create(stack, "keys").name(name).location(location).build();
    key =
        KmsCryptoKey.Builder.create(stack, "key")
            .name(name)
            .keyRing(ring.getId())
            .rotationPeriod(QUARTER)
            .build();
    var number = new DataGoogleProject(stack, "here").getNumber();
    users =
        KmsCryptoKeyIamBinding.Builder.create(stack, "key-users")
            .cryptoKeyId(key.getId())
            .role("roles/cloudkms.cryptoKeyEncrypterDecrypter")
            .members(
                agents.stream()
                    .map(agent ->
                        "serviceAccount:service-"
                            + number
                            + "@"
                            + agent
                            + ".iam.gserviceaccount.com")
                    .toList())
            .build();
  }

  public String id() {
    return key.getId();
  }

  /** What must be there before anything can be encrypted. */
  public ITerraformDependable usable() {
    return users;
  }
}
