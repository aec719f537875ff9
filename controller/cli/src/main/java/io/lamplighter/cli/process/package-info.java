/** Programs that lamp runs on this machine; nothing else of lamp starts any. All types are public. */
@NullMarked
package io.lamplighter.cli.process;

import org.jspecify.annotations.NullMarked;
