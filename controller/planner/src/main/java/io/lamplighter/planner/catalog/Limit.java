package io.lamplighter.planner.catalog;

/**
 * What a release of torch must be kept from.
 *
 * @param name of the package
 * @param versions that go with it, PEP 440, {@code <2}
 * @param onlyConda whether only conda brings the package to torch
 * @param because what happens otherwise
 */
public record Limit(String name, String versions, boolean onlyConda, String because) {
    /** As pip and conda both read it: {@code numpy<2}. */
    public String text() {
        return name + versions;
    }
}
