package io.lamplighter.reference;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
    private static final String INTRODUCTION = """
            # Configuration

            Made from the programs by `make docs`; a test fails when it is out of date.

            A key is given on the command line before everything else (`lamplighter-agent -Dlamplighter.probe.every=1m`), as a
            variable of the environment (`LAMPLIGHTER_PROBE_EVERY=1m`), or in a file `config/application.properties` of the
            directory that the program is started in; the agent also reads `~/.config/lamplighter/agent.properties` and
            `/etc/lamplighter/agent.properties`. The first of these that has it counts. Durations are written `30s`,
            `5m`, `2h`. A key of ours that is not known stops the program at start. The address is
            `quarkus.http.host` (the controller's: loopback only until there is TLS) and `quarkus.http.port`.
            """;

    @Test
    void listsEveryKeyWithItsDefaultAndWhatItIsFor() throws IOException {
        String page = INTRODUCTION
                + chapter("Controller", "io.lamplighter.controller", Path.of("../controller/server"))
                + chapter("Agent", "io.lamplighter.agent", Path.of("../agent"));

        new ReferencePage("configuration.md").shouldSay(page);
    }

    private static String chapter(String title, String packageName, Path module) throws IOException {
        var sources = new ModuleSources(module);
        var chapter = new StringBuilder("\n## " + title + "\n");
        List<? extends Class<?>> mappings = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(packageName).stream()
                        .filter(found -> found.isAnnotatedWith(ConfigMapping.class))
                        .map(found -> found.reflect())
                        .sorted(Comparator.comparing(ConfigurationReferenceTest::prefix))
                        .toList();
        for (Class<?> mapping : mappings) {
            chapter.append("\n")
                    .append(sources.sentenceOf(mapping))
                    .append("\n\n| key | default | meaning |\n|---|---|---|\n");
            for (ConfigurationKey key : ConfigurationKey.of(mapping, prefix(mapping))) {
                chapter.append(key.row(sources));
            }
        }
        return chapter.toString();
    }

    private static String prefix(Class<?> mapping) {
        return mapping.getAnnotation(ConfigMapping.class).prefix();
    }
}
