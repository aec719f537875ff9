/** The one lenient mapper, of everything but manifests. Public: {@link io.lamplighter.api.json.Wire}. */
@NullMarked
package io.lamplighter.api.json;

import org.jspecify.annotations.NullMarked;
