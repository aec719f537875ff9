/**
 * What a person wants to know of one machine, without a controller; the only package of the agent that asks the
 * planner. Public: {@link io.lamplighter.agent.doctor.Doctor} and its {@link io.lamplighter.agent.doctor.Diagnosis},
 * {@link io.lamplighter.agent.doctor.LogDoctor} and its {@link io.lamplighter.agent.doctor.LogDiagnosis},
 * {@link io.lamplighter.agent.doctor.UserPackages}.
 */
@NullMarked
package io.lamplighter.agent.doctor;

import org.jspecify.annotations.NullMarked;
