package io.lamplighter.agent;

import io.lamplighter.agent.doctor.Diagnosis;
import io.lamplighter.agent.doctor.Doctor;
import io.lamplighter.api.json.Wire;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;

/** The program: the agent itself, or an answer about this machine for which nothing has to be started. */
@QuarkusMain
public final class Main {
    private static final int BAD_INPUT = 2;

    private Main() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        switch (Invocation.parse(arguments)) {
            case Invocation.Run() -> Quarkus.run();
            case Invocation.Doctor(boolean json) -> System.exit(doctor(json));
            case Invocation.Facts() -> {
                try (Standalone machine = Standalone.read()) {
                    System.out.println(machine.facts().json());
                }
                System.exit(0);
            }
            case Invocation.Help() -> System.out.print(Invocation.USAGE);
            case Invocation.Version() -> System.out.println("lamplighter-agent " + Build.VERSION);
            case Invocation.Wrong(String message) -> {
                System.err.println(message);
                System.exit(BAD_INPUT);
            }
        }
    }

    private static int doctor(boolean json) throws IOException, InterruptedException {
        try (Standalone machine = Standalone.read()) {
            Diagnosis diagnosis = Doctor.examine(machine.facts().facts(), machine.gpus(), machine.unread());
            System.out.print(json ? Wire.write(diagnosis) + "\n" : diagnosis.text());
            return diagnosis.problems().isEmpty() ? 0 : 1;
        }
    }
}
