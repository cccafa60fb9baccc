/** Tests of the manifests; none of them starts node but the one that runs the whole synthesis. */
@NullMarked
package io.eightnines.cdktf.kubernetes;

import org.jspecify.annotations.NullMarked;
