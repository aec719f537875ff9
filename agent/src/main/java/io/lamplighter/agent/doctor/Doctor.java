package io.lamplighter.agent.doctor;

import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.planner.Planner;
import io.lamplighter.planner.TorchAdvice;
import java.util.ArrayList;
import java.util.List;

/** Says of a machine what is wrong with it, and which PyTorch runs on it. */
public final class Doctor {
    private Doctor() {}

    /**
     * Looks at what was read.
     *
     * @param unread what could not be, and why: nothing is concluded from it
     */
    public static Diagnosis examine(MachineFacts facts, List<String> unread) {
        TorchAdvice torch = Planner.shipped().advise(facts.planning());
        return new Diagnosis(facts, torch, problems(facts, torch, unread));
    }

    private static List<String> problems(MachineFacts facts, TorchAdvice torch, List<String> unread) {
        List<String> problems = new ArrayList<>();
        if (facts.driver() instanceof CudaState.Blocked blocked) {
            problems.add(CudaState.idOf(blocked) + ": " + blocked.reason());
        }
        unread.forEach(each -> problems.add("this could not be read, try again: " + each));
        if (!unread.isEmpty()) {
            return problems;
        }
        if (facts.interpreters().isEmpty()) {
            problems.add("no Python was found that environments can be made from: install python3");
        }
        if (facts.host().glibc() == null) {
            problems.add("this system has no glibc, and no PyTorch is built for another C library");
        }
        if (problems.isEmpty() && torch.newest() == null) {
            problems.addAll(torch.reasons());
        }
        return problems;
    }
}
