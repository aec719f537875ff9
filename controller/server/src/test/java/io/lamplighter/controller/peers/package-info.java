/** Who talks to the controller: an operator and agents, over HTTP as they do. */
@NullMarked
package io.lamplighter.controller.peers;

import org.jspecify.annotations.NullMarked;
