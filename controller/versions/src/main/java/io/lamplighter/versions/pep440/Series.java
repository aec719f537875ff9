package io.lamplighter.versions.pep440;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The versions whose release begins with some numbers: {@code 2.10} of {@code ==2.10.*}. Unlike the versions
 * {@code 2.10} and {@code 2.10.0}, the series of both are two.
 */
record Series(BigInteger epoch, List<BigInteger> numbers) {
    Series {
        numbers = List.copyOf(numbers);
    }

    /** Whether a release begins with these numbers, zeros being added where it has too few. */
    boolean contains(Pep440Version version) {
        if (!version.epoch().equals(epoch)) {
            return false;
        }
        List<BigInteger> release = version.release();
        for (int i = 0; i < numbers.size(); i++) {
            BigInteger number = i < release.size() ? release.get(i) : BigInteger.ZERO;
            if (!number.equals(numbers.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** As it stands before the wildcard. */
    String text() {
        return (epoch.signum() == 0 ? "" : epoch + "!")
                + numbers.stream().map(BigInteger::toString).collect(Collectors.joining("."));
    }
}
