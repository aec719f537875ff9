package io.lamplighter.agent;

import io.lamplighter.agent.doctor.Diagnosis;
import io.lamplighter.agent.doctor.Doctor;
import io.lamplighter.agent.doctor.UserPackages;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.network.CredentialFolder;
import io.lamplighter.api.configuration.ConfigurationProblem;
import io.lamplighter.api.json.Wire;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The program: the agent itself, or an answer about this machine for which nothing has to be started. */
@QuarkusMain
public final class Main {
    private static final int BAD_INPUT = 2;

    private Main() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        try {
            perform(Invocation.parse(arguments));
        } catch (ConfigurationException e) { // where nothing is started, nobody else says it
            System.err.println(e.getMessage());
            System.exit(BAD_INPUT);
        } catch (ConfigValidationException e) {
            System.err.println(sentences(e));
            System.exit(BAD_INPUT);
        }
    }

    /** With code 0 the agent was asked to end. */
    private static void end(int code, @Nullable Throwable failure) {
        if (failure != null && code != 0) {
            explanation(failure)
                    .ifPresentOrElse(
                            System.err::println,
                            () -> Logger.getLogger(Main.class).error("the agent did not start", failure));
        }
        System.exit(code);
    }

    /** What a person can put right, in sentences; everything else is a bug and shown whole. */
    static Optional<String> explanation(Throwable failure) {
        return Stream.iterate(failure, thrown -> thrown != null, Throwable::getCause)
                .flatMap(thrown -> switch (thrown) {
                    case ConfigValidationException invalid -> Stream.of(sentences(invalid));
                    case ConfigurationException refused -> Stream.of(String.valueOf(refused.getMessage()));
                    default -> Stream.empty();
                })
                .findFirst();
    }

    private static String sentences(ConfigValidationException invalid) {
        return ConfigurationProblem.sentences(IntStream.range(0, invalid.getProblemCount())
                .mapToObj(index -> invalid.getProblem(index).getMessage()));
    }

    private static void perform(Invocation invocation) throws IOException, InterruptedException {
        switch (invocation) {
            case Invocation.Run() -> Quarkus.run(null, Main::end);
            case Invocation.Doctor(boolean json) -> System.exit(doctor(json));
            case Invocation.DoctorOfLog asked ->
                System.exit(new LogExamination(System.in, System.out, System.err).perform(asked));
            case Invocation.Facts() -> {
                try (Standalone machine = Standalone.read()) {
                    System.out.println(machine.facts().json());
                }
                System.exit(0);
            }
            case Invocation.Policy() -> System.exit(policy());
            case Invocation.Credentials() -> System.exit(credentials());
            case Invocation.ReleaseGpu(Duration time) ->
                System.exit(ReleaseCommand.ofThisMachine().release(time));
            case Invocation.EndRelease() ->
                System.exit(ReleaseCommand.ofThisMachine().end());
            case Invocation.Enrol(Enrolment enrolment) -> System.exit(enrol(enrolment));
            case Invocation.Help() -> System.out.print(Invocation.USAGE);
            case Invocation.Version() -> System.out.println("lamplighter-agent " + Build.THIS.version());
            case Invocation.Wrong(String message) -> {
                System.err.println(message);
                System.exit(BAD_INPUT);
            }
        }
    }

    private static int policy() {
        Station station = Station.ofThisMachine();
        try {
            System.out.print((station.system() ? "System mode. " : "User mode. ")
                    + station.policyFile().current().explanation());
            return 0;
        } catch (FailureException e) {
            System.err.println(e.diagnosis().message() + "\n" + e.diagnosis().remedy());
            return 1;
        }
    }

    /** Ends with 1 when one is of no use. */
    private static int credentials() throws IOException {
        CredentialFolder folder = Station.ofThisMachine().network().credentials();
        List<CredentialFolder.Entry> all = folder.all();
        if (all.isEmpty()) {
            System.out.println("There are none in " + folder.folder() + ".");
        }
        all.forEach(each -> System.out.println(each.name() + ": " + each.text()));
        return all.stream().allMatch(CredentialFolder.Entry::usable) ? 0 : 1;
    }

    private static int enrol(Enrolment enrolment) {
        Station station = Station.ofThisMachine();
        if (!station.system()) {
            System.err.println("Only an agent in system mode has a policy that must be written: be root. In user mode,"
                    + " start the agent with -Dlamplighter.controller.url and"
                    + " -Dlamplighter.controller.join-token-file.");
            return BAD_INPUT;
        }
        try {
            enrolment.write(OperatorFiles.MACHINE, station.policyFile());
            System.out.print(station.policyFile().current().explanation());
            System.out.println("Start the agent: it enrols with " + enrolment.controller() + ".");
            return 0;
        } catch (IOException e) {
            System.err.println("enrol: " + e.getMessage());
            return 1;
        } catch (FailureException e) {
            System.err.println(e.diagnosis().message());
            return 1;
        }
    }

    private static int doctor(boolean json) throws IOException, InterruptedException {
        try (Standalone machine = Standalone.read()) {
            Diagnosis diagnosis = Doctor.examine(
                            machine.facts().facts(), machine.gpus(), machine.findings(), machine.unread())
                    .warningToo(UserPackages.ofThisAccount().warnings());
            System.out.print(json ? Wire.write(diagnosis) + "\n" : diagnosis.text());
            return diagnosis.problems().isEmpty() ? 0 : 1;
        }
    }
}
