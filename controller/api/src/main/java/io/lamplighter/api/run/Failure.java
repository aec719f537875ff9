package io.lamplighter.api.run;

/**
 * Why a run failed.
 *
 * @param signature groups failures that have one cause
 * @param message what happened, in one sentence
 * @param remedy the next step for a person
 * @param log the last lines of the program that failed, without credentials; may be empty
 */
public record Failure(Signature signature, String message, String remedy, String log) {}
