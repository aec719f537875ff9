package io.lamplighter.cli.lock;

import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.manifest.Environment.Installer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A lock as {@code environment.yml}: versions and builds of conda, digests of pip. */
final class EnvironmentYaml {
    /** Lines of requirements are long, and pip does not read them folded. */
    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setSplitLines(false)
            .setIndent(2)
            .build();

    private EnvironmentYaml() {}

    static String of(String name, LockText text) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", name);
        List<String> channels = new ArrayList<>(text.channels());
        channels.add("nodefaults");
        document.put("channels", channels);
        List<Object> dependencies = new ArrayList<>(
                text.packages(Installer.CONDA).map(EnvironmentYaml::spec).toList());
        if (text.packages(Installer.PIP).findAny().isPresent()) {
            if (text.packages(Installer.CONDA).noneMatch(each -> each.name().equals("pip"))) {
                dependencies.add("pip"); // conda asks for it by name before it hands anything on
            }
            dependencies.add(Map.of("pip", text.ofPip().toList()));
        }
        document.put("dependencies", dependencies);
        return new Dump(SETTINGS).dumpToString(document);
    }

    private static String spec(LockedPackage each) {
        return each.name() + "=" + each.version() + (each.build() == null ? "" : "=" + each.build());
    }
}
