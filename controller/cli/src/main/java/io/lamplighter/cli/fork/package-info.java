/** An environment beside another one, for those who need one package otherwise. Public: the command. */
@NullMarked
package io.lamplighter.cli.fork;

import org.jspecify.annotations.NullMarked;
