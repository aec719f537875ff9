package io.lamplighter.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An account without any rights, with the environment that it gets when it logs in, on a machine of the test's. */
public final class Account implements Surroundings, AutoCloseable {
    private static final String NOBODY = "65534";

    private final PrivateMachine machine;
    private final String name;
    private final String user;
    private final String group;
    private final String home;

    private Account(PrivateMachine machine, String name, String user, String group, String home) {
        this.machine = machine;
        this.name = name;
        this.user = user;
        this.group = group;
        this.home = home;
    }

    /** One that a person logs in as, until it is closed. */
    public static Account make(PrivateMachine machine, String name) {
        String home = "/var/lib/" + name;
        machine.run("/usr/sbin/useradd", "--user-group", "--create-home", "--home-dir", home, name);
        return new Account(
                machine, name, machine.run("/usr/bin/id", "-u", name), machine.run("/usr/bin/id", "-g", name), home);
    }

    /** That which every system has, and which has nothing. */
    public static Account nobody(PrivateMachine machine) {
        return new Account(machine, "nobody", NOBODY, NOBODY, "/");
    }

    public String user() {
        return user;
    }

    /** A file or folder of its home, as programs there name it. */
    public String home(String inside) {
        return Path.of(home, inside).toString();
    }

    /** A file or folder of its home, as the test reaches it. */
    public Path path(String inside) {
        return machine.path(home + "/" + inside);
    }

    /** Writes a file as the account would. */
    public void write(String inside, String text) throws IOException {
        run("/usr/bin/install", "-D", "-m", "600", "/dev/null", home(inside));
        Files.writeString(path(inside), text);
    }

    /** What a program says that it starts. */
    public String run(String... command) {
        return PrivateMachine.run(this, command);
    }

    @Override
    public List<String> inside() {
        List<String> as =
                List.of("/usr/bin/setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--reset-env");
        return Stream.of(machine.inside(), as, List.of("/usr/bin/env", "--chdir=" + home))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Path seen(Path folder) {
        return machine.lend(folder);
    }

    @Override
    public void close() {
        machine.run("/usr/sbin/userdel", "--force", name);
    }
}
