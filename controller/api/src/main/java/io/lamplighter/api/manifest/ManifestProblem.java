package io.lamplighter.api.manifest;

/**
 * One mistake in a manifest.
 *
 * @param file as the caller named it, {@code -} for standard input
 * @param line from 1
 * @param column from 1
 * @param path JSON pointer of the field, {@code /spec/stages/0/packages/1}
 * @param message what is wrong, with the nearest known name where one is near
 */
public record ManifestProblem(String file, int line, int column, String path, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
