/**
 * A stand-in for Terraform's providers that knows their schemas and nothing else.
 *
 * <p>Terraform asks a provider what its resources look like before it checks a configuration. The
 * provider programs come from a registry that tests must not need, but the bindings were generated
 * from the same schemas and carry them: {@link io.eightnines.cdktf.provider.Assembly} reads the
 * description of the bindings, {@link io.eightnines.cdktf.provider.Derivation} turns it back into a
 * schema, and {@link io.eightnines.cdktf.provider.SchemaServer} serves it in the plugin protocol on
 * a loopback port. {@link io.eightnines.cdktf.provider.Terraform} is the real program, told where
 * that port is.
 *
 * <p>So the real Terraform checks names, types, required arguments, references, cycles and
 * lifecycles, and applies to mocked resources. What only a provider knows stays unchecked: values
 * such as names of instance types, arguments that exclude each other, and whether a list is a set.
 */
@NullMarked
package io.eightnines.cdktf.provider;

import org.jspecify.annotations.NullMarked;
