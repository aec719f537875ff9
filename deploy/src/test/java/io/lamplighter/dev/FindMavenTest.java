package io.lamplighter.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.dev.FakeMachine.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindMavenTest {
    @TempDir
    Path root;

    private FakeMachine machine;

    @BeforeEach
    void prepareTheMachine() throws IOException {
        machine = new FakeMachine(root);
        machine.variable("JAVA_HOME", System.getProperty("java.home"));
    }

    @Test
    void takesTheOneOnThePath() throws Exception {
        machine.onPath(machine.maven(root.resolve("maven"), "3.8.7"));

        assertThat(machine.run("find-mvn").output()).isEqualTo(root + "/usr/bin/mvn");
    }

    @Test
    void fetchesOneWhenTheOneOnThePathIsTooOld() throws Exception {
        machine.onPath(machine.maven(root.resolve("maven"), "3.6.3"));
        Path archive = archive();

        Answer answer = machine.run("find-mvn", properties(archive, digest(archive)));

        assertThat(answer.output()).isEqualTo(root + "/home/person/.cache/lamplighter/apache-maven-9.8.7/bin/mvn");
    }

    @Test
    void fetchesItOnce() throws Exception {
        Path archive = archive();
        Path properties = properties(archive, digest(archive));
        String fetched = machine.run("find-mvn", properties).output();
        Files.delete(archive);

        Answer answer = machine.run("find-mvn", properties);

        assertThat(answer).isEqualTo(new Answer(0, fetched, ""));
    }

    @Test
    void refusesAnArchiveOfAnotherDigest() throws Exception {
        Answer answer = machine.run("find-mvn", properties(archive(), "0".repeat(128)));

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.errors()).contains("not the expected one").contains("No Maven 3.8.7 or newer was found");
        assertThat(root.resolve("home/person/.cache/lamplighter")).isEmptyDirectory();
    }

    @Test
    void asksThePackageManagerLast() throws Exception {
        machine.maven(root.resolve("installed"), "3.9.9");
        machine.packageManager("dnf", "maven", "ln -s " + root + "/installed/bin/mvn " + root + "/usr/bin/mvn");

        Answer answer = machine.run("find-mvn", properties(root.resolve("nowhere.tar.gz"), "0".repeat(128)));

        assertThat(answer.output()).isEqualTo(root + "/usr/bin/mvn");
    }

    private Path archive() throws IOException, InterruptedException {
        machine.maven(root.resolve("apache-maven-9.8.7"), "9.8.7");
        Path archive = root.resolve("maven.tar.gz");
        Process tar = new ProcessBuilder("tar", "-czf", archive.toString(), "-C", root.toString(), "apache-maven-9.8.7")
                .start();
        assertThat(tar.waitFor()).isZero();
        return archive;
    }

    private Path properties(Path archive, String digest) throws IOException {
        return Files.writeString(
                root.resolve("maven.properties"),
                "version=9.8.7\nurl=" + archive.toUri() + "\nsha512=" + digest + "\n");
    }

    private static String digest(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file)));
    }
}
