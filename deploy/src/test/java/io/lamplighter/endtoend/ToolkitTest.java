package io.lamplighter.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.lab.Lab;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a manifest to a compiler that people can load, by the packaged programs. */
class ToolkitTest {
    private static final int HEAD_OF_ELF = 64;
    private static final int MACHINE = 18;
    private static final int X86_64 = 62;

    @TempDir
    Path root;

    private Lab lab;
    private HttpServer mirror;

    @BeforeEach
    void openTheLab() throws IOException {
        lab = new Lab(Programs.BUILT, root, Wheel.of("lantern", "1.0"));
        mirror = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Files.createDirectories(root.resolve("mirror").toAbsolutePath()),
                OutputLevel.NONE);
        mirror.start();
    }

    @AfterEach
    void closeTheLab() {
        mirror.stop(0);
        lab.close();
    }

    @Test
    void bringsAToolkitOntoAMachine() throws Exception {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        Program agent = lab.agent(controller.address(), lab.joinToken(operator, 1));

        assertThat(operator.apply(manifests(archive())).statusCode()).isEqualTo(200);
        lab.awaitConverged(operator, "cuda-12-6");

        Path generation = lab.generation("cuda-12-6");
        assertThat(lab.placement(operator, "cuda-12-6").path("candidate").asText())
                .isEqualTo("CUDA 12.6.3");
        assertThat(Files.readString(lab.agentDirectory().resolve("share/modulefiles/lamplighter/cuda-12-6.lua")))
                .contains("setenv(\"CUDA_HOME\", \"" + generation + "\")");
        assertThat(generation.resolve("lib64/libcudart.so.12")).exists();
        String row = Lab.MACHINE + " +cuda-12-6 +Converged +CUDA 12\\.6\\.3";
        assertThat(said(operator, "status")).containsPattern(row);
        assertThat(said(operator, "describe", "machine", Lab.MACHINE))
                .contains("cuda-12-6 by compilers")
                .containsPattern(row);
        assertThat(said(operator, "describe", "toolkit", "cuda-12-6"))
                .contains("kind: Toolkit")
                .containsPattern(row);
        await().atMost(Program.PATIENCE)
                .untilAsserted(() -> assertThat(
                                new Rest(agent.address(), "").get("/metrics").body())
                        .contains(
                                "lamplighter_environment_phase{environment=\"cuda-12-6\",phase=\"converged\"} 1.0",
                                "lamplighter_environment_toolkit_info{environment=\"cuda-12-6\",product=\"cuda\","
                                        + "version=\"12.6.3\"} 1"));
    }

    private String said(Rest operator, String... words) throws InterruptedException {
        Program lamp = lab.lamp(operator, words);
        assertThat(lamp.exit()).as(lamp::log).isZero();
        return lamp.log();
    }

    private String manifests(Path archive) throws IOException {
        return """
                apiVersion: lamplighter.io/v1
                kind: Toolkit
                metadata: {name: cuda-12-6}
                spec:
                  cuda:
                    version: "12.6.3"
                    archives: [{url: "http://127.0.0.1:%d/%s", sha256: %s}]
                ---
                apiVersion: lamplighter.io/v1
                kind: Group
                metadata: {name: compilers}
                spec: {selector: {}, toolkits: [cuda-12-6]}
                """.formatted(
                        mirror.getAddress().getPort(), archive.getFileName(), Sha256.of(Files.readAllBytes(archive)));
    }

    private Path archive() throws IOException, InterruptedException {
        Path prefix = root.resolve("cuda-12.6");
        Path nvcc = Files.createDirectories(prefix.resolve("bin")).resolve("nvcc");
        Files.writeString(nvcc, "#!/bin/sh\necho 'Cuda compilation tools, release 12.6, V12.6.85'\n", UTF_8);
        Files.setPosixFilePermissions(nvcc, PosixFilePermissions.fromString("rwxr-xr-x"));
        byte[] library = new byte[HEAD_OF_ELF];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, library, 0, 7);
        library[MACHINE] = X86_64;
        Files.write(Files.createDirectories(prefix.resolve("lib64")).resolve("libcudart.so.12"), library);
        Path archive = root.resolve("mirror/cuda-12.6.3.tar.gz");
        Process tar = new ProcessBuilder(
                        "tar", "-czf", archive.toString(), "-C", root.toString(), String.valueOf(prefix.getFileName()))
                .start();
        assertThat(tar.waitFor()).isZero();
        return archive;
    }
}
