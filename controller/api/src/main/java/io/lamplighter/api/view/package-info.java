/** What operators are shown and send over {@code /api/v1}; `lamp` and the controller share it. All types are public. */
@NullMarked
package io.lamplighter.api.view;

import org.jspecify.annotations.NullMarked;
