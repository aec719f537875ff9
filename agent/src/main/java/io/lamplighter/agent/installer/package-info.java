/**
 * What installs packages: uv and the condas, their command lines and what they answer; nothing about runs. Public:
 * {@link io.lamplighter.agent.installer.Installer} with what it takes and gives,
 * {@link io.lamplighter.agent.installer.ConsistencyCheck}, {@link io.lamplighter.agent.installer.Installers},
 * {@link io.lamplighter.agent.installer.UvInstaller}, {@link io.lamplighter.agent.installer.UvProgram},
 * {@link io.lamplighter.agent.installer.CondaProgram}, {@link io.lamplighter.agent.installer.CondaRequirementNames},
 * {@link io.lamplighter.agent.installer.RequirementNames}.
 */
@NullMarked
package io.lamplighter.agent.installer;

import org.jspecify.annotations.NullMarked;
