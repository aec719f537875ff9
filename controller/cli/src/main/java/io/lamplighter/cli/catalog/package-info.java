/** What can be done with the catalog of builds; each command has a package of its own. Public: the group. */
@NullMarked
package io.lamplighter.cli.catalog;

import org.jspecify.annotations.NullMarked;
