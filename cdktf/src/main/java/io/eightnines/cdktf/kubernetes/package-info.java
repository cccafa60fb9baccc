/**
 * The API on a Kubernetes that somebody else runs, as plain manifests: a file for each region whose
 * shapes ask for it, taken by {@code kubectl apply} as it is.
 *
 * <p>The package has no binding and calls nothing: {@link io.eightnines.cdktf.kubernetes.Manifests}
 * is a function from a topology to text. What is written obeys {@link
 * io.eightnines.cdktf.rules.ManifestRules}.
 *
 * <p>Left out: the cluster, its nodes and their pools; the Secret with the configuration, which
 * whoever runs the region creates; and the cluster's copy of the image.
 */
@NullMarked
package io.eightnines.cdktf.kubernetes;

import org.jspecify.annotations.NullMarked;
