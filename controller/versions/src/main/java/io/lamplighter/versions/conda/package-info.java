/**
 * Versions of conda packages and what is asked of them, as conda itself reads them (conda/models/version.py and
 * match_spec.py) and CEP 29 and CEP 33 write down. Public: {@link io.lamplighter.versions.conda.CondaVersion},
 * {@link io.lamplighter.versions.conda.CondaVersionSpec} and {@link io.lamplighter.versions.conda.MatchSpec}.
 */
@NullMarked
package io.lamplighter.versions.conda;

import org.jspecify.annotations.NullMarked;
