/** What Prometheus and Grafana are given in {@code deploy/monitoring}, judged by Prometheus' own programs. */
@NullMarked
package io.lamplighter.monitoring;

import org.jspecify.annotations.NullMarked;
