package io.lamplighter.versions.pep508;

import io.lamplighter.versions.pep440.Pep440Version;
import java.math.BigInteger;
import java.util.List;

/**
 * What markers ask of an interpreter and the machine it runs on: the table of "Environment markers" in the standard of
 * dependency specifiers. A text that nobody knows is empty, as the standard wants it.
 *
 * @param osName {@code os.name}: posix or nt
 * @param sysPlatform {@code sys.platform}: linux or win32
 * @param platformMachine {@code platform.machine()}: x86_64, aarch64 or AMD64
 * @param platformPythonImplementation {@code platform.python_implementation()}: CPython
 * @param platformRelease {@code platform.release()}: the kernel's release
 * @param platformSystem {@code platform.system()}: Linux or Windows
 * @param platformVersion {@code platform.version()}
 * @param pythonFullVersion {@code platform.python_version()}: 3.11.9
 * @param implementationName {@code sys.implementation.name}: cpython
 * @param implementationVersion of {@code sys.implementation}; CPython's is Python's
 */
public record MarkerEnvironment(
        String osName,
        String sysPlatform,
        String platformMachine,
        String platformPythonImplementation,
        String platformRelease,
        String platformSystem,
        String platformVersion,
        Pep440Version pythonFullVersion,
        String implementationName,
        Pep440Version implementationVersion) {
    /** CPython on Linux, whose kernel is not known. */
    public static MarkerEnvironment ofCpythonOnLinux(Pep440Version python, String machine) {
        return new MarkerEnvironment("posix", "linux", machine, "CPython", "", "Linux", "", python, "cpython", python);
    }

    /** CPython on Windows, whose release is not known. */
    public static MarkerEnvironment ofCpythonOnWindows(Pep440Version python, String machine) {
        return new MarkerEnvironment("nt", "win32", machine, "CPython", "", "Windows", "", python, "cpython", python);
    }

    /** {@code python_version}: the first two numbers. */
    public String pythonVersion() {
        List<BigInteger> release = pythonFullVersion.release();
        return release.getFirst() + "." + (release.size() < 2 ? BigInteger.ZERO : release.get(1));
    }
}
