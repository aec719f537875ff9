/** What Prometheus reads of the controller. No type is public. */
@NullMarked
package io.lamplighter.controller.metrics;

import org.jspecify.annotations.NullMarked;
