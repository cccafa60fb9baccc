/**
 * What every stack has: where its state is kept, what its resources are tagged with, the settings
 * that only the account knows, and the permissions it writes down.
 *
 * <p>Each stack keeps its state in the provider and, if it is regional, in the very region that it
 * describes. So a region that is gone, or a cloud whose interface is down, takes no other region's
 * state with it. See {@link io.eightnines.cdktf.stack.RemoteState}.
 */
@NullMarked
package io.eightnines.cdktf.stack;

import org.jspecify.annotations.NullMarked;
