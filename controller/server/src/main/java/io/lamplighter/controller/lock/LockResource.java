package io.lamplighter.controller.lock;

import io.lamplighter.api.name.PlanPrefix;
import io.lamplighter.api.view.LockView;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;

@Path("api/v1/locks")
final class LockResource {
    private final Storage storage;
    private final LockStore locks;

    LockResource(Storage storage, LockStore locks) {
        this.storage = storage;
        this.locks = locks;
    }

    /**
     * Those of a plan, one for each platform that cannot run another's files; none before it was proved.
     *
     * @param plan its id, or the first digits of it
     * @param history whether those are told, too, in whose place refreshes put others; the one handed out comes last
     */
    @GET
    @Path("{plan}")
    public List<LockView> get(PlanPrefix plan, @QueryParam("history") boolean history) {
        return storage.read(session -> {
            if (!locks.isPlan(session, plan)) {
                throw new NotFound(
                        "there is no plan " + plan, "GET /api/v1/placements shows the plans that machines have");
            }
            List<StoredLock> all = locks.locks(session, plan);
            return (history ? all : LockStore.handedOut(all))
                    .stream().map(StoredLock::view).toList();
        });
    }
}
