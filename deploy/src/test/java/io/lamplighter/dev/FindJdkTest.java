package io.lamplighter.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.dev.FakeMachine.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindJdkTest {
    @TempDir
    Path root;

    private FakeMachine machine;

    @BeforeEach
    void prepareTheMachine() throws IOException {
        machine = new FakeMachine(root);
    }

    @Test
    void takesJavaHomeBeforeAnyOther() throws Exception {
        Path chosen = machine.jdk("somewhere/jdk", "26.0.1");
        machine.jdk("usr/lib/jvm/java-25-openjdk-amd64", "25.0.2");
        machine.variable("JAVA_HOME", chosen.toString());

        assertThat(find().output()).isEqualTo(chosen.toString());
    }

    @Test
    void passesOverAJavaHomeThatIsTooOld() throws Exception {
        Path old = machine.jdk("usr/lib/jvm/java-17-openjdk-amd64", "17.0.15");
        Path right = machine.jdk("usr/lib/jvm/java-25-openjdk-amd64", "25");
        machine.variable("JAVA_HOME", old.toString());

        assertThat(find().output()).isEqualTo(right.toString());
    }

    @Test
    void takesTheOneWhoseCompilerIsOnThePath() throws Exception {
        Path home = machine.jdk("far/away/jdk", "25.0.1");
        machine.onPath(home.resolve("bin/javac"));

        assertThat(find().output()).isEqualTo(home.toRealPath().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/jvm/java-25-openjdk-amd64",
                "usr/lib64/jvm/java-25-openjdk-25",
                "usr/java/jdk-25",
                "usr/local/openjdk-25",
                "opt/java/openjdk",
                "opt/jdk-25.0.1",
                "home/linuxbrew/.linuxbrew/opt/openjdk@25/libexec",
                "home/person/.sdkman/candidates/java/25.0.1-tem",
                "home/person/.asdf/installs/java/temurin-25.0.1",
                "home/person/.local/share/mise/installs/java/25.0.1",
                "home/person/.jdks/temurin-25.0.1"
            })
    void looksWhereJdksAreKept(String place) throws Exception {
        Path home = machine.jdk(place, "25.0.1");

        assertThat(find().output()).isEqualTo(home.toString());
    }

    @Test
    void prefersTheVersionThatTheBuildIsTriedWith() throws Exception {
        machine.jdk("usr/lib/jvm/a-jdk-27", "27");
        Path tried = machine.jdk("usr/lib/jvm/b-jdk-25", "25.0.3");

        assertThat(find().output()).isEqualTo(tried.toString());
    }

    @Test
    void takesANewerOneWhenThereIsNoOther() throws Exception {
        Path newer = machine.jdk("usr/lib/jvm/jdk-27", "27-ea");

        assertThat(find().output()).isEqualTo(newer.toString());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    apt-get, openjdk-25-jdk-headless
                    apt-get, temurin-25-jdk
                    dnf,     java-25-openjdk-devel java-25-openjdk-jmods
                    dnf,     java-25-openjdk-devel
                    zypper,  java-25-openjdk-devel
                    pacman,  jdk25-openjdk
                    pacman,  jdk-openjdk
                    """)
    void asksThePackageManager(String manager, String packages) throws Exception {
        Path home = machine.path("usr/lib/jvm/installed");
        machine.packageManager(manager, packages, FakeMachine.jdkInstallation(home, "25.0.1"));

        Answer answer = find();

        assertThat(answer.output()).isEqualTo(home.toString());
        assertThat(answer.errors()).endsWith("Installing " + packages + " with " + manager + "...");
    }

    @Test
    void readsThePackageListsOfAMachineThatHasNone() throws Exception {
        Path home = machine.path("usr/lib/jvm/installed");
        Path lists = machine.path("lists");
        machine.packageManager(
                "apt-get",
                "update",
                "echo > " + lists + " ;;\n*\" openjdk-25-jdk-headless \") [ -r " + lists + " ] || exit 1\n"
                        + FakeMachine.jdkInstallation(home, "25.0.1"));

        assertThat(find().output()).isEqualTo(home.toString());
    }

    @Test
    void tellsAnOrdinaryUserWhatRootCouldRun() throws Exception {
        machine.user(1000);
        machine.packageManager("apt-get", "openjdk-25-jdk-headless", "exit 1");

        Answer answer = find();

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.errors()).contains("apt-get install openjdk-25-jdk-headless");
        assertThat(machine.path("refused")).doesNotExist();
    }

    @Test
    void saysInOneSentenceThatThereIsNone() throws Exception {
        machine.jdk("usr/lib/jvm/java-21-openjdk-amd64", "21.0.4");

        Answer answer = find();

        assertThat(answer)
                .isEqualTo(new Answer(
                        1, "", "No JDK 25 or newer was found: install one, or set JAVA_HOME to where it is."));
    }

    private Answer find() throws IOException, InterruptedException {
        return machine.run("find-jdk", root);
    }
}
