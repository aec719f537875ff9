package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a conda would take from configuration files of the machine, by {@code conda config --show-sources --json}: it
 * cannot be told to leave them unread. Settings that its command line or its variables overrule here, or that say
 * nothing of what is installed, are no leaks; every other is one, those of later versions among them.
 *
 * @param leaks a sentence each
 */
record CondaSettings(List<String> leaks) {
    private static final int LONGEST_FILE = 1 << 20;

    /** The mark of a setting that neither a variable nor a command line overrules. */
    private static final String FINAL = "#!final";

    /** https://docs.conda.io/projects/conda/en/stable/user-guide/configuration/settings.html */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "add_pip_as_python_dependency",
            "always_yes",
            "anaconda_upload",
            "auto_activate",
            "auto_activate_base",
            "auto_stack",
            "auto_update_conda",
            "changeps1",
            "channel_alias",
            "channel_priority",
            "channels",
            "custom_channels",
            "custom_multichannels",
            "default_channels",
            "env_prompt",
            "envs_dirs",
            "json",
            "notify_outdated_conda",
            "number_channel_notices",
            "quiet",
            "register_envs",
            "report_errors",
            "show_channel_urls",
            "ssl_verify",
            "verbosity");

    CondaSettings {
        leaks = List.copyOf(leaks);
    }

    /**
     * Reads an answer, and the files that it names.
     *
     * @throws IOException when it is none
     */
    static CondaSettings read(String answer) throws IOException {
        List<String> leaks = new ArrayList<>();
        for (Map.Entry<String, JsonNode> source : Wire.mapper().readTree(answer).properties()) {
            if (source.getKey().startsWith("/")) {
                String file = source.getKey();
                source.getValue().fieldNames().forEachRemaining(key -> {
                    if (!WITHOUT_EFFECT.contains(key)) {
                        leaks.add(file + " sets " + key);
                    }
                });
                if (content(file).contains(FINAL)) {
                    leaks.add(file + " has a setting that is marked " + FINAL);
                }
            }
        }
        return new CondaSettings(leaks);
    }

    private static String content(String file) throws IOException {
        return new String(DurableFiles.readPlain(Path.of(file).toRealPath(), LONGEST_FILE), UTF_8);
    }
}
