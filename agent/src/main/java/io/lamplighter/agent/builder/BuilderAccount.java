package io.lamplighter.agent.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.agent.process.WatchedCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * System mode: an account without privileges builds in folders that it is given, and root takes the finished generation
 * away from it.
 */
public final class BuilderAccount implements Builder {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration COMPILING = Duration.ofHours(1);
    private static final String COMPILE = Scripts.read("compile.py");
    private static final int SHARED = 0755;
    private static final int OWN = 0700;

    private final Layout layout;
    private final Accounts accounts;
    private final BuilderCommands commands;
    private final Sealing sealing;
    private final SharedFiles shared;
    private final ProcessGroups groups = new ProcessGroups();

    /**
     * Starts nothing yet.
     *
     * @param account its name
     * @param root runs programs as root
     */
    public BuilderAccount(Layout layout, String account, WatchedCommands root) {
        this.layout = layout;
        this.accounts = new Accounts(account, root);
        this.commands = new BuilderCommands(layout, root, accounts);
        this.shared = new SharedFiles(layout.shared());
        this.sealing = new Sealing(shared);
    }

    @Override
    public WatchedCommands commands() {
        return commands;
    }

    @Override
    public boolean isAgentsOwn() {
        return false;
    }

    @Override
    public Optional<FailureException> obstacle() throws IOException, InterruptedException {
        String missing = Stream.of(SystemTools.values())
                .filter(tool -> !tool.mayBeRun())
                .map(tool -> tool.path() + " of " + tool.packageName())
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            return failure("BUILDER_UNCONFINED", "", "Missing, or not root's alone: " + missing + ".");
        }
        Optional<Account> builder = accounts.find();
        if (builder.isEmpty()) {
            return failure("BUILDER_MISSING", accounts.name(), "Make it: " + makingOf(accounts.name()));
        }
        prepareWorkshop(builder.get());
        Command nothing = new Command(List.of("/bin/true"), Map.of(), layout.temporary(), TIMEOUT).isolated();
        CommandResult result = commands.run(nothing);
        return result instanceof Exited(int status, String _) && status == 0
                ? Optional.empty()
                : failure("BUILDER_UNCONFINED", "", "The kernel or the container says: " + result);
    }

    /** As the packages of a distribution would. */
    static String makingOf(String account) {
        return "useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "
                + account;
    }

    private static Optional<FailureException> failure(String id, String detail, String more) {
        return Optional.of(new FailureException(Catalogue.named(id, detail).adding(more), ""));
    }

    @Override
    public void prepare() throws FailureException, IOException, InterruptedException {
        Optional<FailureException> obstacle = obstacle();
        if (obstacle.isPresent()) {
            throw obstacle.get();
        }
        tidy();
        Account builder = accounts.required();
        groups.endAllOf(builder.user());
        for (Path own : List.of(layout.given(), layout.home(), layout.temporary())) {
            Folders.empty(own);
        }
    }

    @Override
    public void begin(Path generation) throws FailureException, IOException, InterruptedException {
        prepare();
        Folders.make(generation, SHARED, accounts.required());
    }

    private void prepareWorkshop(Account builder) throws IOException {
        Folders.make(layout.workshop(), SHARED, Folders.ROOT);
        Folders.make(layout.given(), SHARED, Folders.ROOT);
        Folders.make(layout.home(), OWN, builder);
        Folders.make(layout.temporary(), OWN, builder);
        Folders.make(layout.cache(), SHARED, Folders.ROOT);
        Folders.make(layout.uvCache(), OWN, builder);
        Folders.make(layout.pipCache(), OWN, builder);
        Folders.make(layout.condaCache(), OWN, builder);
    }

    @Override
    public void compile(Path generation, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Path program = layout.given().resolve("compile.py");
        DurableFiles.replace(program, COMPILE.getBytes(UTF_8));
        Command command = new Command(
                        List.of(
                                generation.resolve("bin/python").toString(),
                                "-I",
                                "-S",
                                program.toString(),
                                generation.resolve("lib").toString()),
                        Map.of(
                                "HOME",
                                layout.home().toString(),
                                "TMPDIR",
                                layout.temporary().toString()),
                        layout.temporary(),
                        COMPILING)
                .isolated(generation);
        CommandResult result = commands.run(command, watch);
        if (!(result instanceof Exited(int status, String _) && status == 0)) {
            throw new FailureException(Catalogue.named("INSTALLER_FAILED", "making byte code"), result.toString());
        }
    }

    @Override
    public void seal(Path generation, Path interpreter) throws FailureException, IOException, InterruptedException {
        Account builder = accounts.required();
        groups.endAllOf(builder.user());
        sealing.seal(generation, interpreter, builder);
    }

    @Override
    public void endAll() throws IOException, InterruptedException {
        Optional<Account> builder = accounts.find();
        if (builder.isPresent()) {
            groups.endAllOf(builder.get().user());
        }
    }

    @Override
    public void tidy() throws IOException {
        if (Files.isDirectory(layout.shared())) {
            shared.trim();
        }
    }
}
