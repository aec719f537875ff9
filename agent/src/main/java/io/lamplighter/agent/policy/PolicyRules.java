package io.lamplighter.agent.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The content of a policy; what is not named in it is not allowed.
 *
 * @param hosts of sources, their fallbacks among them
 * @param steps that plans may have
 * @param installers that may be run
 * @param interpreters folders of the Pythons that environments may be made from
 * @param sourceBuilds whether packages may be built from source; there is no installer here that does
 * @param background whether a group may let this machine build while jobs run and people work
 * @param reboot whether a group may let this machine boot
 * @param wake whether a group may let this machine wake for its windows
 */
public record PolicyRules(
        List<HostPattern> hosts,
        List<StepKind> steps,
        List<InstallerProgram> installers,
        List<AllowedFolder> interpreters,

        @JsonProperty(defaultValue = "false") boolean sourceBuilds,
        @JsonProperty(defaultValue = "false") boolean background,
        @JsonProperty(defaultValue = "false") boolean reboot,
        @JsonProperty(defaultValue = "false") boolean wake) {
    public PolicyRules {
        hosts = List.copyOf(hosts);
        steps = List.copyOf(steps);
        installers = List.copyOf(installers);
        interpreters = List.copyOf(interpreters);
        if (sourceBuilds) {
            throw new IllegalArgumentException(
                    "sourceBuilds: true is not in this version: packages are installed from binary files only");
        }
    }

    /** Those of a machine that builds nothing in the background, never boots and never wakes. */
    public PolicyRules(
            List<HostPattern> hosts,
            List<StepKind> steps,
            List<InstallerProgram> installers,
            List<AllowedFolder> interpreters,
            boolean sourceBuilds) {
        this(hosts, steps, installers, interpreters, sourceBuilds, false, false, false);
    }

    /** What an operator starts with who has named hosts: environments of pip from the system's Pythons. */
    public static PolicyRules ofHosts(List<HostPattern> hosts, List<AllowedFolder> interpreters) {
        return new PolicyRules(
                hosts,
                List.of(
                        StepKind.CREATE_ENVIRONMENT,
                        StepKind.SOLVE,
                        StepKind.INSTALL,
                        StepKind.VERIFY,
                        StepKind.EXPOSE),
                List.of(InstallerProgram.UV),
                interpreters,
                false);
    }
}
