/** The execution of plans on machines: states, outcomes, reports and what verification found. All types are public. */
@NullMarked
package io.lamplighter.api.run;

import org.jspecify.annotations.NullMarked;
