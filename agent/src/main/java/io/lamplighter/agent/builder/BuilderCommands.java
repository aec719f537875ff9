package io.lamplighter.agent.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.Command.Isolation;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.agent.process.SecretFile;
import io.lamplighter.agent.process.WatchedCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Programs as the builder. Root's part on the way, {@code isolate.sh} and setpriv, gets an empty environment: what is
 * meant for the program could also change what a shell or a loader does, and is read from a file when the privileges
 * are gone. Nothing of the builder's is left running when a command is over. One command at a time.
 */
final class BuilderCommands implements WatchedCommands {
    private static final int TRAVERSABLE = 0755;
    private static final String ISOLATE = Scripts.read("isolate.sh");

    /** Becomes the program, with the variables of a file and no others. */
    private static final String BECOME = "set -a; . \"$1\"; shift; exec \"$@\"";

    private final Layout layout;
    private final WatchedCommands root;
    private final Accounts accounts;
    private final ProcessGroups groups = new ProcessGroups();

    BuilderCommands(Layout layout, WatchedCommands root, Accounts accounts) {
        this.layout = layout;
        this.root = root;
        this.accounts = accounts;
    }

    @Override
    public CommandResult run(Command command) throws IOException, InterruptedException {
        return run(command, CommandWatch.NOTHING);
    }

    @Override
    public CommandResult run(Command command, CommandWatch watch) throws IOException, InterruptedException {
        Account builder = accounts.required();
        Path variables = layout.given().resolve("environment");
        List<String> line = new ArrayList<>();
        Isolation isolation = command.isolation();
        if (isolation != null) {
            line.addAll(isolate(command.directory(), isolation));
        }
        line.addAll(become(builder, variables));
        line.addAll(command.arguments());
        try {
            hand(variables, shell(command.environment()), builder);
            for (SecretFile secret : command.secrets()) {
                Folders.make(secret.folder(), TRAVERSABLE, Folders.ROOT);
                hand(secret.file(), secret.content(), builder);
            }
            return root.run(new Command(line, Map.of(), command.directory(), command.timeout()), watch);
        } finally {
            groups.endAllOf(builder.user());
            Files.deleteIfExists(variables); // a later program may run code of packages
            for (SecretFile secret : command.secrets()) {
                Files.deleteIfExists(secret.file());
            }
        }
    }

    private List<String> isolate(Path directory, Isolation isolation) {
        List<Path> writable = new ArrayList<>(List.of(layout.home(), layout.temporary()));
        writable.addAll(isolation.writable());
        List<String> line = new ArrayList<>(List.of(
                SystemTools.UNSHARE.path().toString(), "--net", "--ipc", "--mount", "/bin/sh", "-c", ISOLATE, "sh"));
        line.addAll(List.of(
                SystemTools.IP.path().toString(),
                SystemTools.MOUNT.path().toString(),
                layout.root().toString(),
                layout.temporary().toString(),
                directory.toString()));
        writable.forEach(folder -> line.add(folder.toString()));
        line.add("--");
        return line;
    }

    private static List<String> become(Account builder, Path variables) {
        return List.of(
                SystemTools.SETPRIV.path().toString(),
                "--reuid=" + builder.user(),
                "--regid=" + builder.group(),
                "--clear-groups",
                "--no-new-privs",
                "--bounding-set=-all",
                "--inh-caps=-all",
                "/bin/sh",
                "-c",
                BECOME,
                "sh",
                variables.toString());
    }

    /** Only the builder can read it: what is secret stands in no command line, for those are everybody's to read. */
    private static void hand(Path file, String text, Account builder) throws IOException {
        DurableFiles.replace(file, text.getBytes(UTF_8), Access.OWNER_ONLY);
        Account.give(file, builder.user(), builder.group());
    }

    private static String shell(Map<String, String> variables) {
        return new TreeMap<>(variables)
                .entrySet().stream()
                        .map(each -> each.getKey() + "=" + quote(each.getValue()) + "\n")
                        .collect(Collectors.joining());
    }

    /** For a POSIX shell, whatever is in it. */
    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
