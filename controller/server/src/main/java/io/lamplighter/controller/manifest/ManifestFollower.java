package io.lamplighter.controller.manifest;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.controller.storage.Transaction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws the consequences of changed manifests, in the transaction that changes them. */
public interface ManifestFollower {
    /**
     * The manifests are not what they were.
     *
     * @param confirmed how many removals the operator agreed to, if any
     * @return what it means for machines, by environment, a line each
     */
    Map<EnvironmentName, List<String>> manifestsChanged(Transaction transaction, @Nullable Integer confirmed);
}
