/**
 * Where the controller is, and what it is asked. Public: {@link io.lamplighter.cli.connection.Connection},
 * {@link io.lamplighter.cli.connection.ConnectionOptions}, {@link io.lamplighter.cli.connection.Controller},
 * {@link io.lamplighter.cli.connection.ChangeOptions} and {@link io.lamplighter.cli.connection.ControllerRefusal}.
 */
@NullMarked
package io.lamplighter.cli.connection;

import org.jspecify.annotations.NullMarked;
