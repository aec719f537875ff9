/** Requirements of Python packages. Public: {@link io.lamplighter.versions.pep508.Requirement}. */
@NullMarked
package io.lamplighter.versions.pep508;

import org.jspecify.annotations.NullMarked;
