/**
 * What installs packages: uv, its command lines and what it answers; nothing about runs. Public:
 * {@link io.lamplighter.agent.installer.Installer} with what it takes and gives,
 * {@link io.lamplighter.agent.installer.UvInstaller}, {@link io.lamplighter.agent.installer.UvProgram},
 * {@link io.lamplighter.agent.installer.RequirementNames}.
 */
@NullMarked
package io.lamplighter.agent.installer;

import org.jspecify.annotations.NullMarked;
