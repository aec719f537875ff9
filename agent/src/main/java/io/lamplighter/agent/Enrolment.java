package io.lamplighter.agent;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.policy.AllowedFolder;
import io.lamplighter.agent.policy.HostPattern;
import io.lamplighter.agent.policy.PolicyFile;
import io.lamplighter.agent.policy.PolicyRules;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What an operator says of a machine before its agent starts for the first time.
 *
 * @param joinTokenFile named, so that the token itself is in no list of processes
 * @param hosts of sources that may be asked
 * @param interpreters folders of the Pythons that environments may be made from
 */
record Enrolment(URI controller, Path joinTokenFile, List<HostPattern> hosts, List<AllowedFolder> interpreters) {
    private static final List<AllowedFolder> SYSTEM_PYTHONS =
            List.of(new AllowedFolder("/usr/bin"), new AllowedFolder("/usr/local/bin"));

    Enrolment {
        hosts = List.copyOf(hosts);
        interpreters = interpreters.isEmpty() ? SYSTEM_PYTHONS : List.copyOf(interpreters);
    }

    /**
     * Reads the options of {@code enrol}.
     *
     * @throws IllegalArgumentException with what is wrong, for people
     */
    static Enrolment parse(List<String> options) {
        String controller = null;
        String token = null;
        List<HostPattern> hosts = new ArrayList<>();
        List<AllowedFolder> interpreters = new ArrayList<>();
        for (int i = 0; i < options.size(); i += 2) {
            String option = options.get(i);
            if (i + 1 == options.size()) {
                throw new IllegalArgumentException("enrol: nothing stands behind " + option);
            }
            String value = options.get(i + 1);
            switch (option) {
                case "--controller" -> controller = value;
                case "--join-token-file" -> token = value;
                case "--allow-host" -> hosts.add(new HostPattern(value));
                case "--allow-interpreters" -> interpreters.add(new AllowedFolder(value));
                default ->
                    throw new IllegalArgumentException("enrol knows no " + option
                            + ", but --controller, --join-token-file, --allow-host and --allow-interpreters");
            }
        }
        if (controller == null || token == null || hosts.isEmpty()) {
            throw new IllegalArgumentException(
                    "enrol takes --controller URL, --join-token-file FILE and at least one --allow-host HOST: nothing"
                            + " is installed from a host that is not named");
        }
        return new Enrolment(URI.create(controller), Path.of(token).toAbsolutePath(), hosts, interpreters);
    }

    /**
     * Writes both files; what is there is a person's and is not replaced.
     *
     * @throws IOException also when one of them is there
     */
    void write(Path properties, PolicyFile policy) throws IOException {
        for (Path file : List.of(properties, policy.file())) {
            if (Files.exists(file)) {
                throw new IOException(file + " is there already: change it, or remove it first");
            }
        }
        policy.write(PolicyRules.ofHosts(hosts, interpreters));
        Properties settings = new Properties();
        settings.setProperty("lamplighter.controller.url", controller.toString());
        settings.setProperty("lamplighter.controller.join-token-file", joinTokenFile.toString());
        StringWriter text = new StringWriter();
        settings.store(text, null);
        Files.createDirectories(properties.toAbsolutePath().getParent());
        DurableFiles.replace(properties, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
