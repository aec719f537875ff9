package io.lamplighter.api.json;

import com.fasterxml.jackson.core.type.TypeReference;
import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.lock.Release;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaOnDisk;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.machine.MacAddress;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.MachineFinding;
import io.lamplighter.api.machine.PendingBoot;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.Slice;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.machine.SubnetAddress;
import io.lamplighter.api.machine.Waking;
import io.lamplighter.api.manifest.ArchiveUrl;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Environment.Check;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.GpuScope;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.api.manifest.PackagePattern;
import io.lamplighter.api.manifest.ProxyUrl;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.manifest.Toolkit.Archive;
import io.lamplighter.api.manifest.Toolkit.Platform;
import io.lamplighter.api.manifest.ToolkitVersion;
import io.lamplighter.api.name.CredentialName;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.name.VariableName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Explanation;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.plan.Step.Expose.Extra;
import io.lamplighter.api.plan.Step.ToolkitProduct;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.PackageChange;
import io.lamplighter.api.run.RemedyClass;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.run.Signature;
import io.lamplighter.api.schedule.Blackout;
import io.lamplighter.api.schedule.ByteSize;
import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.FilePath;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.schedule.Gate;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.GpuIdle;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.schedule.Window;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.api.view.AcceptedInventory;
import io.lamplighter.api.view.Applied;
import io.lamplighter.api.view.DenialRequest;
import io.lamplighter.api.view.DeniedRelease;
import io.lamplighter.api.view.DeniedRelease.Holder;
import io.lamplighter.api.view.DeniedRelease.Then;
import io.lamplighter.api.view.FreezeRequest;
import io.lamplighter.api.view.JoinToken;
import io.lamplighter.api.view.JoinTokenRequest;
import io.lamplighter.api.view.JoinTokenView;
import io.lamplighter.api.view.MachineView;
import io.lamplighter.api.view.MachineWaking;
import io.lamplighter.api.view.Outdated;
import io.lamplighter.api.view.Outdated.Behind;
import io.lamplighter.api.view.Outdated.Unread;
import io.lamplighter.api.view.Outdated.Why;
import io.lamplighter.api.view.Page;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.Readiness;
import io.lamplighter.api.view.RefreshOrdered;
import io.lamplighter.api.view.RefreshRequest;
import io.lamplighter.api.view.RunView;
import io.lamplighter.api.view.Stored;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Enrolment;
import io.lamplighter.api.wire.Identity;
import io.lamplighter.api.wire.Problem;
import io.lamplighter.api.wire.RebootAnswer;
import io.lamplighter.api.wire.RebootClaim;
import io.lamplighter.api.wire.RebootTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One value of every record of the wire with all that it can say, and its form, a literal. */
final class WireExamples {
    static final String SECRET = "lamplighter-join-0123456789";

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-23T12:00:01.500Z");
    private static final EnvironmentName TORCH = new EnvironmentName("torch");
    private static final MachineName MACHINE = new MachineName("gpu-07");
    private static final MachineId MACHINE_ID = new MachineId("0198c0de-0000-7000-8000-000000000007");
    private static final RunId RUN = new RunId("0198c0de-0000-7000-8000-000000000001");

    private static final MachineFacts.Host HOST = new MachineFacts.Host(
            "gpu-07",
            "linux",
            "Debian GNU/Linux 12",
            "6.1.0-28-amd64",
            "x86_64",
            "2.36",
            "AMD EPYC 7313",
            32,
            128_000,
            "gpu-07.lab:9464");
    private static final String HOST_JSON = """
            {"hostName": "gpu-07", "os": "linux", "distribution": "Debian GNU/Linux 12", "kernel": "6.1.0-28-amd64",
             "architecture": "x86_64", "glibc": "2.36", "processor": "AMD EPYC 7313", "logicalProcessors": 32,
             "memoryMib": 128000, "metrics": "gpu-07.lab:9464"}""";

    private static final CudaState DRIVER = new CudaState.Loaded("580.95.05", "13.0");
    private static final String DRIVER_JSON = """
            {"state": "loaded", "version": "580.95.05", "cuda": "13.0"}""";

    private static final Gpu GPU = new Gpu("GPU-1", "NVIDIA RTX A5000", new ComputeCapability(8, 6), 24_564);
    private static final String GPU_JSON = """
            {"uuid": "GPU-1", "model": "NVIDIA RTX A5000", "computeCapability": "8.6", "memoryMib": 24564}""";
    private static final Gpu SMALL_GPU = new Gpu("GPU-2", "NVIDIA T400", new ComputeCapability(7, 5), 4_096);

    private static final MachineFacts.Interpreter INTERPRETER =
            new MachineFacts.Interpreter("3.11.2", "/usr/bin/python3.11");
    private static final String INTERPRETER_JSON = """
            {"version": "3.11.2", "path": "/usr/bin/python3.11"}""";

    private static final MachineFacts.Tool TOOL = new MachineFacts.Tool("uv", "0.12.5", "/usr/local/bin/uv");
    private static final String TOOL_JSON = """
            {"name": "uv", "version": "0.12.5", "path": "/usr/local/bin/uv"}""";

    private static final SourceReading READING =
            new SourceReading(Source.PYTORCH, false, List.of("cpu", "cu126"), "connection refused");
    private static final String READING_JSON = """
            {"name": "pytorch", "reachable": false, "builds": ["cpu", "cu126"], "reason": "connection refused"}""";

    private static final MachineFacts.Disk DISK =
            new MachineFacts.Disk(1_000_000_000_000L, 137_438_953_472L, 2_147_483_648L);
    private static final String DISK_JSON = """
            {"totalBytes": 1000000000000, "freeBytes": 137438953472, "reserveBytes": 2147483648}""";

    private static final CudaOnDisk.Toolkit TOOLKIT =
            new CudaOnDisk.Toolkit("12.6.3", "/usr/local/cuda-12.6", true, "version_json");
    private static final String TOOLKIT_JSON = """
            {"version": "12.6.3", "path": "/usr/local/cuda-12.6", "usual": true, "source": "version_json"}""";
    private static final CudaOnDisk.Cudnn CUDNN = new CudaOnDisk.Cudnn("9.5.1", "/usr/include/cudnn_version.h");
    private static final String CUDNN_JSON = """
            {"version": "9.5.1", "path": "/usr/include/cudnn_version.h"}""";
    private static final CudaOnDisk CUDA = new CudaOnDisk(List.of(TOOLKIT), List.of(CUDNN));
    private static final String CUDA_JSON = """
            {"toolkits": [%s], "cudnn": [%s]}""".formatted(TOOLKIT_JSON, CUDNN_JSON);

    private static final MachineFinding FINDING =
            new MachineFinding("gpu.lost", "GPU-1", MachineFinding.Status.FAIL, "GPU 0 answers gpu_is_lost", "reboot");
    private static final String FINDING_JSON = """
            {"check": "gpu.lost", "subject": "GPU-1", "status": "fail", "detail": "GPU 0 answers gpu_is_lost",
             "remedy": "reboot"}""";

    private static final Waking.Card CARD = new Waking.Card(
            "enp3s0", new MacAddress("04:42:1a:0c:7f:e1"), true, List.of(new SubnetAddress("10.20.3.7/24")));
    private static final String CARD_JSON = """
            {"name": "enp3s0", "mac": "04:42:1a:0c:7f:e1", "armed": true, "addresses": ["10.20.3.7/24"]}""";
    private static final Waking WAKING = new Waking(true, List.of(CARD));
    private static final String WAKING_JSON = """
            {"allowed": true, "cards": [%s]}""".formatted(CARD_JSON);

    private static final PendingBoot BOOT = new PendingBoot("ws-02 is away", Instant.parse("2026-11-24T02:10:00Z"));
    private static final String BOOT_JSON = """
            {"why": "ws-02 is away", "since": "2026-11-24T02:10:00Z"}""";

    static final MachineFacts FACTS = new MachineFacts(
            HOST,
            DRIVER,
            List.of(GPU, SMALL_GPU),
            List.of(INTERPRETER, new MachineFacts.Interpreter("3.12.4", "/opt/python3.12/bin/python3.12")),
            List.of(TOOL),
            List.of(READING, new SourceReading(Source.PYPI, true, List.of(), null)),
            DISK,
            CUDA,
            List.of(FINDING),
            WAKING,
            BOOT);
    private static final String FACTS_JSON = """
            {"host": %s, "driver": %s,
             "gpus": [%s, {"uuid": "GPU-2", "model": "NVIDIA T400", "computeCapability": "7.5", "memoryMib": 4096}],
             "interpreters": [%s, {"version": "3.12.4", "path": "/opt/python3.12/bin/python3.12"}],
             "tools": [%s],
             "sources": [%s, {"name": "pypi", "reachable": true, "builds": []}],
             "disk": %s, "cuda": %s, "findings": [%s], "waking": %s, "boot": %s}
            """.formatted(
                    HOST_JSON,
                    DRIVER_JSON,
                    GPU_JSON,
                    INTERPRETER_JSON,
                    TOOL_JSON,
                    READING_JSON,
                    DISK_JSON,
                    CUDA_JSON,
                    FINDING_JSON,
                    WAKING_JSON,
                    BOOT_JSON);

    private static final AvailableSource SOURCE = new AvailableSource(
            Source.PYTORCH,
            Source.Type.PYTORCH,
            "https://mirror.lab.example/whl",
            List.of(new BuildName("cpu"), new BuildName("cu126")));
    private static final String SOURCE_JSON = """
            {"name": "pytorch", "type": "pytorch", "url": "https://mirror.lab.example/whl", "builds": ["cpu", "cu126"]}""";

    private static final Candidate.Placement PLACEMENT = new Candidate.Placement(Source.PYTORCH, "cu126");
    private static final String PLACEMENT_JSON = """
            {"source": "pytorch", "build": "cu126"}""";
    private static final Candidate CANDIDATE =
            new Candidate("torch 2.10.0 cu126", List.of("torch==2.10.0+cu126"), Map.of("torch", PLACEMENT));
    private static final String CANDIDATE_JSON = """
            {"name": "torch 2.10.0 cu126", "pins": ["torch==2.10.0+cu126"], "placements": {"torch": %s}}""".formatted(PLACEMENT_JSON);

    private static final Step CREATE = new Step.CreateEnvironment("==3.11.*");
    private static final String CREATE_JSON = """
            {"step": "createEnvironment", "python": "==3.11.*"}""";
    private static final Step SOLVE =
            new Step.Solve(List.of("torch==2.10.*", "numpy<3"), List.of(CANDIDATE), Source.PYPI);
    private static final String SOLVE_JSON = """
            {"step": "solve", "requirements": ["torch==2.10.*", "numpy<3"], "candidates": [%s], "defaultIndex": "pypi"}""".formatted(CANDIDATE_JSON);
    private static final Step INSTALL = new Step.Install("framework", List.of("torch==2.10.*"));
    private static final String INSTALL_JSON = """
            {"step": "install", "stage": "framework", "requirements": ["torch==2.10.*"]}""";
    private static final CondaCandidate CONDA_CANDIDATE = new CondaCandidate(
            "torch 2.14.1 cuda",
            List.of("pytorch=2.14.*=cuda*", "cuda-version=12"),
            List.of(Source.CONDA_FORGE),
            "12.8",
            "8.6");
    private static final String CONDA_CANDIDATE_JSON = """
            {"name": "torch 2.14.1 cuda", "pins": ["pytorch=2.14.*=cuda*", "cuda-version=12"],
             "channels": ["conda-forge"], "cuda": "12.8", "cudaArch": "8.6"}""";
    private static final Step SOLVE_CONDA =
            new Step.SolveConda(List.of("python=3.11", "pytorch"), List.of(CONDA_CANDIDATE));
    private static final String SOLVE_CONDA_JSON = """
            {"step": "solveConda", "requirements": ["python=3.11", "pytorch"], "candidates": [%s]}""".formatted(CONDA_CANDIDATE_JSON);
    private static final Step INSTALL_CONDA = new Step.InstallConda("framework", List.of("pytorch"));
    private static final String INSTALL_CONDA_JSON = """
            {"step": "installConda", "stage": "framework", "requirements": ["pytorch"]}""";
    private static final Archive ARCHIVE =
            new Archive(new ArchiveUrl("https://mirror.lab.example/cuda_12.6.3_linux.tar.gz"), Sha256.of("an archive"));
    private static final String ARCHIVE_JSON = """
            {"url": "https://mirror.lab.example/cuda_12.6.3_linux.tar.gz",
             "sha256": "%s"}""".formatted(ARCHIVE.sha256());
    private static final Step UNPACK_TOOLKIT =
            new Step.UnpackToolkit(ToolkitProduct.CUDA, new ToolkitVersion("12.6.3"), List.of(ARCHIVE));
    private static final String UNPACK_TOOLKIT_JSON = """
            {"step": "unpackToolkit", "product": "cuda", "version": "12.6.3", "archives": [%s]}""".formatted(ARCHIVE_JSON);
    private static final Archive RUNFILE =
            new Archive(new ArchiveUrl("https://mirror.lab.example/cuda_12.6.3_linux.run"), Sha256.of("a runfile"));
    private static final Step RUN_TOOLKIT_INSTALLER =
            new Step.RunToolkitInstaller(new ToolkitVersion("12.6.3"), RUNFILE);
    private static final String RUN_TOOLKIT_INSTALLER_JSON = """
            {"step": "runToolkitInstaller", "version": "12.6.3", "runfile":
             {"url": "https://mirror.lab.example/cuda_12.6.3_linux.run", "sha256": "%s"}}""".formatted(RUNFILE.sha256());
    private static final Step PROVE_TOOLKIT = new Step.ProveToolkit(
            new ToolkitVersion("12.6.3"), new ToolkitVersion("9.5.1"), Platform.LINUX_X86_64, true);
    private static final String PROVE_TOOLKIT_JSON = """
            {"step": "proveToolkit", "cuda": "12.6.3", "cudnn": "9.5.1", "platform": "linux-x86_64",
             "onGpus": true}""";
    private static final Step VERIFY =
            new Step.Verify(List.of(Check.TENSOR, Check.CUDA), true, GpuScope.parse(">=7.0"));
    private static final String VERIFY_JSON = """
            {"step": "verify", "checks": ["tensor", "cuda"], "cudaRequired": true, "gpus": ">=7.0"}""";
    private static final Step EXPOSE = new Step.Expose(
            true,
            "PyTorch (lab)",
            List.of(Extra.VSCODE, Extra.CONDA, Extra.CONDA),
            Map.of(new VariableName("HF_HUB_CACHE"), "/data/hf", new VariableName("A"), "b"));
    private static final String EXPOSE_JSON = """
            {"step": "expose", "launcher": true, "kernel": "PyTorch (lab)", "extras": ["conda", "vscode"],
             "variables": {"A": "b", "HF_HUB_CACHE": "/data/hf"}}""";

    static final Plan PLAN = new Plan(Plan.FORMAT, TORCH, List.of(CREATE, SOLVE, INSTALL, VERIFY, EXPOSE));
    private static final String PLAN_JSON =
            """
            {"format": 1, "environment": "torch", "steps": [%s, %s, %s, %s, %s]}""".formatted(CREATE_JSON, SOLVE_JSON, INSTALL_JSON, VERIFY_JSON, EXPOSE_JSON);

    private static final PlanDocument DOCUMENT =
            new PlanDocument(new PlanId(Sha256.of("{}").hex()), "{}");
    private static final String DOCUMENT_ID = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    private static final Failure FAILURE = new Failure(
            new Signature("RESOLVER_NO_CANDIDATE:numpy"),
            "numpy==99 does not exist",
            "nobody has published it",
            "ask for one that does",
            RemedyClass.REPLAN,
            "…");
    private static final String FAILURE_JSON = """
            {"signature": "RESOLVER_NO_CANDIDATE:numpy", "message": "numpy==99 does not exist",
             "cause": "nobody has published it", "remedy": "ask for one that does", "remedyClass": "REPLAN",
             "log": "…"}""";

    private static final CheckResult.OnGpu GPU_CHECK = new CheckResult.OnGpu(
            1, "NVIDIA H100", "GPU-1", CheckResult.Result.FAILED, "a detail", Duration.ofMillis(500));
    private static final String GPU_CHECK_JSON = """
            {"device": 1, "name": "NVIDIA H100", "uuid": "GPU-1", "result": "FAILED", "detail": "a detail",
             "took": "PT0.5S"}""";

    private static final CheckResult CHECK = new CheckResult(
            "tensor", CheckResult.Result.NOT_APPLICABLE, "a detail", Duration.ofMillis(1_500), List.of(GPU_CHECK));
    private static final String CHECK_JSON = """
            {"check": "tensor", "result": "NOT_APPLICABLE", "detail": "a detail", "took": "PT1.5S", "gpus": [%s]}""".formatted(GPU_CHECK_JSON);

    private static final RunReport.Download DOWNLOAD = new RunReport.Download(31, 3_000_000_000L);
    private static final String DOWNLOAD_JSON = """
            {"files": 31, "bytes": 3000000000}""";
    private static final RunReport.InstalledPackage INSTALLED = new RunReport.InstalledPackage("torch", "2.10.0+cu126");
    private static final String INSTALLED_JSON = """
            {"name": "torch", "version": "2.10.0+cu126"}""";

    private static final Hindrance HINDRANCE =
            new Hindrance(Hindrance.Reason.OUTSIDE_WINDOW, "its window opens tomorrow", NOON);
    private static final String HINDRANCE_JSON = """
            {"reason": "OUTSIDE_WINDOW", "detail": "its window opens tomorrow", "since": "2026-11-23T12:00:00Z"}""";

    private static final PackageChange CHANGE = new PackageChange("numpy", "2.1.0", "2.1.3");
    private static final String CHANGE_JSON = """
            {"name": "numpy", "from": "2.1.0", "to": "2.1.3"}""";
    private static final RunReport.Refresh REFRESH = new RunReport.Refresh(new LockDigest(DOCUMENT_ID));
    private static final String REFRESH_JSON = """
            {"from": "%s"}""".formatted(DOCUMENT_ID);

    private static final RunReport REPORT = new RunReport(
            RUN,
            4,
            TORCH,
            DOCUMENT.id(),
            RunState.FAILED,
            NOON,
            LATER,
            "framework",
            DOWNLOAD,
            "torch 2.10.0 cu126",
            RunOutcome.FAILED,
            FAILURE,
            List.of(CHECK),
            new GenerationName("44136fa355b3-2"),
            List.of(INSTALLED),
            List.of(HINDRANCE),
            new LockDigest(DOCUMENT_ID),
            REFRESH,
            List.of(CHANGE));
    private static final String REPORT_JSON = """
            {"run": "0198c0de-0000-7000-8000-000000000001", "sequence": 4, "environment": "torch", "plan": "%s",
             "state": "FAILED", "startedAt": "2026-11-23T12:00:00Z", "at": "2026-11-23T12:00:01.500Z",
             "stage": "framework", "download": %s, "candidate": "torch 2.10.0 cu126", "outcome": "FAILED",
             "failure": %s, "checks": [%s], "generation": "44136fa355b3-2", "installed": [%s], "waiting": [%s],
             "lock": "%s", "refresh": %s, "changes": [%s]}""".formatted(
                    DOCUMENT_ID,
                    DOWNLOAD_JSON,
                    FAILURE_JSON,
                    CHECK_JSON,
                    INSTALLED_JSON,
                    HINDRANCE_JSON,
                    DOCUMENT_ID,
                    REFRESH_JSON,
                    CHANGE_JSON);

    private static final Explanation.Considered CONSIDERED = new Explanation.Considered(
            "torch 2.11.0 cu130",
            "2.11.0",
            "cu130",
            "13.0",
            "pytorch",
            Explanation.Verdict.EXCLUDED,
            "driver",
            "driver 550.54 runs up to CUDA 12.4");
    private static final String CONSIDERED_JSON = """
            {"name": "torch 2.11.0 cu130", "torch": "2.11.0", "build": "cu130", "cuda": "13.0", "source": "pytorch", "verdict": "EXCLUDED", "rule": "driver",
             "because": "driver 550.54 runs up to CUDA 12.4"}""";
    private static final Explanation EXPLANATION =
            new Explanation(List.of("driver 550.54"), List.of(CONSIDERED), List.of("a note"));
    private static final String EXPLANATION_JSON = """
            {"facts": ["driver 550.54"], "candidates": [%s], "notes": ["a note"]}""".formatted(CONSIDERED_JSON);

    private static final Reason REASON = new Reason("driver", "no build runs here", "driver 470.82.01");
    private static final String REASON_JSON = """
            {"id": "driver", "message": "no build runs here", "fact": "driver 470.82.01"}""";
    private static final Resolution REJECTED = new Resolution.Rejected(List.of(REASON), "torch 2.6 cu118");
    private static final String REJECTED_JSON = """
            {"resolution": "rejected", "reasons": [%s], "nearest": "torch 2.6 cu118"}""".formatted(REASON_JSON);

    private static final PlacementView.Condition CONDITION = new PlacementView.Condition(
            PlacementView.Condition.Type.CONVERGED, PlacementView.Condition.Status.FALSE, "run failed", NOON);
    private static final String CONDITION_JSON = """
            {"type": "Converged", "status": "False", "reason": "run failed", "since": "2026-11-23T12:00:00Z"}""";

    private static final MachineView MACHINE_VIEW =
            new MachineView(MACHINE_ID, MACHINE, Map.of("room", "b12"), "0.1.0", NOON, LATER, true, FACTS);
    private static final String MACHINE_VIEW_JSON = """
            {"id": "0198c0de-0000-7000-8000-000000000007", "name": "gpu-07", "labels": {"room": "b12"},
             "agentVersion": "0.1.0", "enrolledAt": "2026-11-23T12:00:00Z", "lastSeen": "2026-11-23T12:00:01.500Z",
             "stale": true, "facts": %s}""".formatted(FACTS_JSON);

    private static final Readiness.NotReady NOT_READY =
            new Readiness.NotReady(MACHINE, PlacementView.Phase.PENDING, "not begun", NOON, new Opening(NOON, LATER));
    private static final String NOT_READY_JSON = """
            {"machine": "gpu-07", "phase": "Pending", "why": "not begun", "since": "2026-11-23T12:00:00Z",
             "window": {"opens": "2026-11-23T12:00:00Z", "closes": "2026-11-23T12:00:01.500Z"}}""";
    private static final Readiness READINESS =
            new Readiness(new GroupName("teaching"), TORCH, 30, 29, List.of(NOT_READY));

    private static final Window WINDOW = new Window(
            new CronExpression("0 2 * * *"),
            new ZoneName("Europe/Berlin"),
            new TimeSpan("3h"),
            new TimeSpan("45m"),
            Window.Missed.NEXT_IDLE,
            Window.Wake.RTC);
    private static final String WINDOW_JSON = """
            {"cron": "0 2 * * *", "zone": "Europe/Berlin", "duration": "3h", "splay": "45m", "missed": "nextIdle",
             "wake": "rtc"}""";
    private static final Gates GATES = new Gates(
            new GpuIdle("idle"),
            Gates.Users.NONE_ACTIVE,
            2.0,
            new ByteSize("20GiB"),
            Gates.Power.MAINS,
            new FilePath("/run/ready"),
            new FilePath("/run/exam"),
            new Gates.Deadline(new TimeSpan("3d"), List.of(Gate.GPU, Gate.DISK_FREE)),
            Gates.Build.BACKGROUND);
    private static final String GATES_JSON = """
            {"gpu": "idle", "users": "noneActive", "load": 2.0, "diskFree": "20GiB", "power": "mains",
             "filePresent": "/run/ready", "fileAbsent": "/run/exam",
             "deadline": {"after": "3d", "giveWay": ["gpu", "diskFree"]}, "build": "background"}""";
    private static final RebootTerms REBOOT_TERMS = new RebootTerms(
            new GroupName("teaching"), Group.Reboot.IN_WINDOW, new Schedule(List.of(WINDOW), List.of(), Gates.NONE));
    private static final String REBOOT_TERMS_JSON = """
            {"group": "teaching", "when": "inWindow",
             "schedule": {"windows": [%s], "blackout": [], "gates": {}}}""".formatted(WINDOW_JSON);
    private static final Assignment.AssignedEnvironment ASSIGNED = Assignment.AssignedEnvironment.of(TORCH, DOCUMENT)
            .pinnedTo(new GenerationName("abababababab-1"))
            .keeping(List.of(new Assignment.Kept(new GenerationName("abababababab-2"), NOON)))
            .during(new Schedule(List.of(WINDOW), List.of(new Blackout("2026-12-24")), GATES))
            .reporting()
            .lockedBy(new Assignment.AssignedLock(new LockDigest(DOCUMENT_ID), 41))
            .refreshing(new Assignment.Refreshing(Environment.Update.PATCH, 7, NOON));
    private static final String LOCKED_JSON = """
            {"digest": "%s", "revision": 41}""".formatted(DOCUMENT_ID);
    private static final String REFRESHING_JSON = """
            {"update": "patch", "ordered": 7, "hurriedUntil": "2026-11-23T12:00:00Z"}""";
    private static final String KEPT_JSON = """
            {"generation": "abababababab-2", "until": "2026-11-23T12:00:00Z"}""";
    private static final String ASSIGNED_JSON =
            """
            {"name": "torch", "plan": "%s", "json": "{}", "pinned": "abababababab-1", "kept": [%s],
             "schedule": {"windows": [%s], "blackout": ["2026-12-24"], "gates": %s},
             "mode": "report", "lock": %s, "refresh": %s}""".formatted(DOCUMENT_ID, KEPT_JSON, WINDOW_JSON, GATES_JSON, LOCKED_JSON, REFRESHING_JSON);
    private static final Assignment.Retiring RETIRING = new Assignment.Retiring(new EnvironmentName("old"), NOON);
    private static final String RETIRING_JSON = """
            {"name": "old", "removeAfter": "2026-11-23T12:00:00Z"}""";

    private static final Denial DENIAL = new Denial(Release.parse("numpy==2.3.5"), "wrong sums", NOON);
    private static final String DENIAL_JSON = """
            {"release": "numpy==2.3.5", "reason": "wrong sums", "at": "2026-11-23T12:00:00Z"}""";
    private static final Holder HOLDER = new Holder(MACHINE, TORCH, Then.BACK, "lock abababababab");
    private static final String HOLDER_JSON = """
            {"machine": "gpu-07", "environment": "torch", "then": "Back", "detail": "lock abababababab"}""";
    private static final Behind BEHIND = new Behind(
            TORCH,
            new LockDigest("ab".repeat(32)),
            12,
            Installer.PIP,
            "numpy",
            "2.3.1",
            "2.4.0",
            "2.3.5",
            Why.UPDATE,
            "update: patch");
    private static final String BEHIND_JSON = """
            {"environment": "torch", "lock": "%s", "machines": 12, "installer": "pip", "name": "numpy",
             "locked": "2.3.1", "newest": "2.4.0", "allowed": "2.3.5", "why": "Update", "detail": "update: patch"}""".formatted("ab".repeat(32));
    private static final Unread UNREAD = new Unread(TORCH, "scipy", "no answer");
    private static final String UNREAD_JSON = """
            {"environment": "torch", "name": "scipy", "because": "no answer"}""";
    private static final Freeze FREEZE = new Freeze(new GroupName("teaching"), NOON, LATER, "exam");
    private static final String FREEZE_JSON = """
            {"group": "teaching", "from": "2026-11-23T12:00:00Z", "until": "2026-11-23T12:00:01.500Z",
             "reason": "exam"}""";

    private WireExamples() {}

    static Stream<WireExample> all() {
        return Stream.of(
                        machine(),
                        plan(),
                        run(),
                        wire(),
                        view(),
                        FleetExamples.all(),
                        GenerationExamples.all(),
                        LockExamples.all())
                .flatMap(examples -> examples);
    }

    private static Stream<WireExample> machine() {
        return Stream.of(
                WireExample.of(new ComputeCapability(8, 6), "\"8.6\""),
                WireExample.of(DRIVER, DRIVER_JSON),
                WireExample.of(new CudaState.Absent(), "{\"state\": \"absent\"}"),
                WireExample.of(new CudaState.Unknown("driver.version_mismatch", "module 580, library 570"), """
                        {"state": "unknown", "check": "driver.version_mismatch", "reason": "module 580, library 570"}"""),
                WireExample.of(new CudaState.RebootPending("580.95.05", "13.0", "590.48.01"), """
                        {"state": "rebootPending", "version": "580.95.05", "cuda": "13.0", "installed": "590.48.01"}"""),
                WireExample.of(new CudaState.Wsl("560.94", "12.6"), """
                        {"state": "wsl", "version": "560.94", "cuda": "12.6"}"""),
                WireExample.of(new CudaState.OtherVendor("AMD", "Navi 31"), """
                        {"state": "otherVendor", "vendor": "AMD", "model": "Navi 31"}"""),
                WireExample.of(new CudaState.VersionMismatch("module 580, library 570"), blocked("versionMismatch")),
                WireExample.of(new CudaState.NotLoaded("module 580, library 570"), blocked("notLoaded")),
                WireExample.of(new CudaState.Nouveau("module 580, library 570"), blocked("nouveau")),
                WireExample.of(new CudaState.LibraryMissing("module 580, library 570"), blocked("libraryMissing")),
                WireExample.of(new CudaState.Unresponsive("module 580, library 570"), blocked("unresponsive")),
                WireExample.of(new CudaState.Denied("module 580, library 570"), blocked("denied")),
                WireExample.of(new CudaState.GpuLost("module 580, library 570"), blocked("gpuLost")),
                WireExample.of(new CudaState.ResetRequired("module 580, library 570"), blocked("resetRequired")),
                WireExample.of(
                        new Gpu("GPU-3", "NVIDIA H100 MIG 1g.10gb", new ComputeCapability(9, 0), 9_984, Slice.MIG),
                        """
                        {"uuid": "GPU-3", "model": "NVIDIA H100 MIG 1g.10gb", "computeCapability": "9.0",
                         "memoryMib": 9984, "slice": "mig"}"""),
                WireExample.of(GPU, GPU_JSON),
                WireExample.of(HOST, HOST_JSON),
                WireExample.of(INTERPRETER, INTERPRETER_JSON),
                WireExample.of(TOOL, TOOL_JSON),
                WireExample.of(READING, READING_JSON),
                WireExample.of(DISK, DISK_JSON),
                WireExample.of(CUDA, CUDA_JSON),
                WireExample.of(FINDING, FINDING_JSON),
                WireExample.of(new MacAddress("04:42:1a:0c:7f:e1"), "\"04:42:1a:0c:7f:e1\""),
                WireExample.of(new SubnetAddress("10.20.3.7/24"), "\"10.20.3.7/24\""),
                WireExample.of(CARD, CARD_JSON),
                WireExample.of(WAKING, WAKING_JSON),
                WireExample.of(BOOT, BOOT_JSON),
                WireExample.of(
                        new MachineWaking(
                                new MachineName("ws-01"),
                                Window.Wake.LAN,
                                Instant.parse("2026-11-24T00:57:00Z"),
                                Instant.parse("2026-11-24T01:00:00Z"),
                                List.of("it is held until 2026-12-24T08:00:00Z"),
                                List.of("10.20.3.255"),
                                Instant.parse("2026-11-23T00:57:00Z")),
                        """
                        {"machine": "ws-01", "by": "lan", "at": "2026-11-24T00:57:00Z",
                         "opens": "2026-11-24T01:00:00Z", "obstacles": ["it is held until 2026-12-24T08:00:00Z"],
                         "to": ["10.20.3.255"], "lastSent": "2026-11-23T00:57:00Z"}"""),
                WireExample.of(TOOLKIT, TOOLKIT_JSON),
                WireExample.of(CUDNN, CUDNN_JSON),
                WireExample.of(FACTS, FACTS_JSON),
                WireExample.of(new PlanningFacts.Gpu("NVIDIA T400", new ComputeCapability(7, 5)), """
                        {"model": "NVIDIA T400", "computeCapability": "7.5"}"""),
                WireExample.of(
                        new PlanningFacts.Gpu("NVIDIA T400", new ComputeCapability(7, 5), Slice.VGPU, true), """
                        {"model": "NVIDIA T400", "computeCapability": "7.5", "slice": "vgpu", "leftOut": true}"""),
                WireExample.of(FACTS.planning(), """
                        {"os": "linux", "architecture": "x86_64", "glibc": "2.36", "driver": %s,
                         "gpus": [{"model": "NVIDIA T400", "computeCapability": "7.5"},
                                  {"model": "NVIDIA RTX A5000", "computeCapability": "8.6"}],
                         "pythons": ["3.11.2", "3.12.4"],
                         "sources": [{"name": "pypi", "reachable": true, "builds": []}, %s]}""".formatted(DRIVER_JSON, READING_JSON)));
    }

    private static String blocked(String state) {
        return "{\"state\": \"%s\", \"reason\": \"module 580, library 570\"}".formatted(state);
    }

    private static Stream<WireExample> plan() {
        return Stream.of(
                WireExample.of(SOURCE, SOURCE_JSON),
                WireExample.of(PLACEMENT, PLACEMENT_JSON),
                WireExample.of(CANDIDATE, CANDIDATE_JSON),
                WireExample.of(CREATE, CREATE_JSON),
                WireExample.of(SOLVE, SOLVE_JSON),
                WireExample.of(INSTALL, INSTALL_JSON),
                WireExample.of(CONDA_CANDIDATE, CONDA_CANDIDATE_JSON),
                WireExample.of(SOLVE_CONDA, SOLVE_CONDA_JSON),
                WireExample.of(INSTALL_CONDA, INSTALL_CONDA_JSON),
                WireExample.of(UNPACK_TOOLKIT, UNPACK_TOOLKIT_JSON),
                WireExample.of(RUN_TOOLKIT_INSTALLER, RUN_TOOLKIT_INSTALLER_JSON),
                WireExample.of(PROVE_TOOLKIT, PROVE_TOOLKIT_JSON),
                WireExample.of(REASON, REASON_JSON),
                WireExample.of(new Candidate.Placement(Source.PYTORCH, "cu111", "torch_stable.html"), """
                        {"source": "pytorch", "build": "cu111", "page": "torch_stable.html"}"""),
                WireExample.of(
                        new AvailableSource(
                                Source.PYTORCH,
                                Source.Type.PYTORCH,
                                "https://mirror.lab.example/whl",
                                List.of("https://download.example/whl"),
                                new ProxyUrl("http://proxy.lab.example:3128"),
                                new CredentialName("lab-mirror"),
                                List.of(),
                                List.of(new PackagePattern("torch"), new PackagePattern("nvidia-*"))),
                        """
                        {"name": "pytorch", "type": "pytorch", "url": "https://mirror.lab.example/whl",
                         "fallbacks": ["https://download.example/whl"], "proxy": "http://proxy.lab.example:3128", "credential": "lab-mirror",
                         "builds": [], "packages": ["torch", "nvidia-*"]}"""),
                WireExample.of(VERIFY, VERIFY_JSON),
                WireExample.of(EXPOSE, EXPOSE_JSON),
                WireExample.of(PLAN, PLAN_JSON),
                WireExample.of(DOCUMENT, "{\"id\": \"%s\", \"json\": \"{}\"}".formatted(DOCUMENT_ID)),
                WireExample.of(CONSIDERED, CONSIDERED_JSON),
                WireExample.of(EXPLANATION, EXPLANATION_JSON),
                WireExample.of(
                        new Resolution.Resolved(PLAN),
                        "{\"resolution\": \"resolved\", \"plan\": %s}".formatted(PLAN_JSON)),
                WireExample.of(REJECTED, REJECTED_JSON),
                WireExample.of(
                        new Resolution.Undecided("sources"),
                        "{\"resolution\": \"undecided\", \"missing\": \"sources\"}"));
    }

    private static Stream<WireExample> run() {
        return Stream.of(
                WireExample.of(new Signature("DISK_FULL"), "\"DISK_FULL\""),
                WireExample.of(FAILURE, FAILURE_JSON),
                WireExample.of(GPU_CHECK, GPU_CHECK_JSON),
                WireExample.of(CHECK, CHECK_JSON),
                WireExample.of(DOWNLOAD, DOWNLOAD_JSON),
                WireExample.of(INSTALLED, INSTALLED_JSON),
                WireExample.of(REPORT, REPORT_JSON));
    }

    private static Stream<WireExample> wire() {
        return Stream.of(
                WireExample.of(new Identity(MACHINE_ID, MACHINE), """
                        {"id": "0198c0de-0000-7000-8000-000000000007", "name": "gpu-07"}"""),
                WireExample.of(new Enrolment(MACHINE, SECRET, Sha256.of("{}"), "0.1.0", FACTS), """
                        {"name": "gpu-07", "joinToken": "%s", "tokenDigest": "%s", "agentVersion": "0.1.0", "facts": %s}""".formatted(
                                SECRET, DOCUMENT_ID, FACTS_JSON)),
                WireExample.of(ASSIGNED, ASSIGNED_JSON),
                WireExample.of(new Assignment.Kept(new GenerationName("abababababab-2"), NOON), KEPT_JSON),
                WireExample.of(RETIRING, RETIRING_JSON),
                WireExample.of(new Assignment.AssignedLock(new LockDigest(DOCUMENT_ID), 41), LOCKED_JSON),
                WireExample.of(new Assignment.Refreshing(Environment.Update.PATCH, 7, NOON), REFRESHING_JSON),
                WireExample.of(CHANGE, CHANGE_JSON),
                WireExample.of(REFRESH, REFRESH_JSON),
                WireExample.of(
                        new Assignment(
                                7,
                                List.of(SOURCE),
                                List.of(ASSIGNED),
                                List.of(RETIRING),
                                new Hold(Instant.parse("2026-12-24T08:00:00Z"), "a paper"),
                                List.of(FREEZE),
                                NOON,
                                REBOOT_TERMS),
                        """
                        {"revision": 7, "sources": [%s], "environments": [%s], "retiring": [%s],
                         "hold": {"until": "2026-12-24T08:00:00Z", "reason": "a paper"},
                         "freezes": [%s], "inventoryAccepted": "2026-11-23T12:00:00Z",
                         "reboot": %s}""".formatted(SOURCE_JSON, ASSIGNED_JSON, RETIRING_JSON, FREEZE_JSON, REBOOT_TERMS_JSON)),
                WireExample.of(
                        new Problem(
                                "problems/manifest",
                                "The manifest has mistakes",
                                400,
                                "1 mistake",
                                "correct it",
                                List.of(new ManifestProblem("lab.yaml", 6, 3, "/spec/instaler", "unknown field"))),
                        """
                        {"type": "problems/manifest", "title": "The manifest has mistakes", "status": 400,
                         "detail": "1 mistake", "remedy": "correct it",
                         "problems": [{"file": "lab.yaml", "line": 6, "column": 3, "path": "/spec/instaler",
                                       "message": "unknown field"}]}"""));
    }

    private static Stream<WireExample> view() {
        return Stream.of(
                WireExample.of(new AcceptedInventory(MACHINE, NOON), """
                        {"machine": "%s", "at": "2026-11-23T12:00:00Z"}""".formatted(MACHINE)),
                WireExample.of(
                        new Applied(
                                Manifest.Kind.ENVIRONMENT,
                                new ManifestName("torch"),
                                Applied.Change.CONFIGURED,
                                2,
                                9,
                                "-a\n+b",
                                List.of("12 machines are planned anew")),
                        """
                        {"kind": "Environment", "name": "torch", "change": "CONFIGURED", "revision": 2,
                         "resourceVersion": 9, "diff": "-a\\n+b", "effects": ["12 machines are planned anew"]}"""),
                WireExample.of(new JoinToken(SECRET, NOON, 5), """
                        {"token": "%s", "expires": "2026-11-23T12:00:00Z", "uses": 5}""".formatted(SECRET)),
                WireExample.of(new JoinTokenRequest(5, Duration.ofHours(36), Map.of("room", "b12")), """
                        {"uses": 5, "validFor": "PT36H", "labels": {"room": "b12"}}"""),
                WireExample.of(new JoinTokenView("0a1b2c3d", Map.of("room", "b12"), 5, 2, NOON, NOON), """
                        {"id": "0a1b2c3d", "labels": {"room": "b12"}, "uses": 5, "used": 2,
                         "created": "2026-11-23T12:00:00Z", "expires": "2026-11-23T12:00:00Z"}"""),
                WireExample.of(MACHINE_VIEW, MACHINE_VIEW_JSON),
                WireExample.of(
                        new Page<>(List.of(MACHINE_VIEW), "gpu-07"),
                        new TypeReference<Page<MachineView>>() {},
                        """
                        {"items": [%s], "next": "gpu-07"}""".formatted(MACHINE_VIEW_JSON)),
                WireExample.of(
                        new Stored(2, 9, NOON, Wire.mapper().createObjectNode().put("kind", "Group")), """
                        {"revision": 2, "resourceVersion": 9, "changedAt": "2026-11-23T12:00:00Z",
                         "manifest": {"kind": "Group"}}"""),
                WireExample.of(CONDITION, CONDITION_JSON),
                WireExample.of(REBOOT_TERMS, REBOOT_TERMS_JSON),
                WireExample.of(new RebootClaim("a package asks for it"), """
                        {"reason": "a package asks for it"}"""),
                WireExample.of(new RebootAnswer(false, NOON, "gpu-02 is away"), """
                        {"granted": false, "until": "2026-11-23T12:00:00Z", "detail": "gpu-02 is away"}"""),
                WireExample.of(READINESS, """
                        {"group": "teaching", "environment": "torch", "machines": 30, "ready": 29, "notReady": [%s]}""".formatted(NOT_READY_JSON)),
                WireExample.of(NOT_READY, NOT_READY_JSON),
                WireExample.of(DENIAL, DENIAL_JSON),
                WireExample.of(DENIAL.release(), "\"numpy==2.3.5\""),
                WireExample.of(new Denials(List.of(DENIAL)), "{\"all\": [%s]}".formatted(DENIAL_JSON)),
                WireExample.of(new DenialRequest("wrong sums"), "{\"reason\": \"wrong sums\"}"),
                WireExample.of(HOLDER, HOLDER_JSON),
                WireExample.of(
                        new DeniedRelease(DENIAL, List.of(HOLDER)),
                        "{\"denial\": %s, \"holders\": [%s]}".formatted(DENIAL_JSON, HOLDER_JSON)),
                WireExample.of(BEHIND, BEHIND_JSON),
                WireExample.of(UNREAD, UNREAD_JSON),
                WireExample.of(
                        new Outdated(List.of(BEHIND), 12, List.of(UNREAD)), """
                        {"behind": [%s], "compared": 12, "unread": [%s]}""".formatted(BEHIND_JSON, UNREAD_JSON)),
                WireExample.of(new RefreshRequest(true), """
                        {"now": true}"""),
                WireExample.of(new RefreshOrdered(TORCH, Environment.Update.PATCH, new TimeSpan("7d"), 12, NOON), """
                        {"environment": "torch", "update": "patch", "cooldown": "7d", "machines": 12,
                         "hurriedUntil": "2026-11-23T12:00:00Z"}"""),
                WireExample.of(new FreezeRequest(NOON, LATER, "exam"), """
                        {"from": "2026-11-23T12:00:00Z", "until": "2026-11-23T12:00:01.500Z", "reason": "exam"}"""),
                WireExample.of(
                        new RunView(
                                RUN, MACHINE, TORCH, RunState.FAILED, NOON, LATER, RunOutcome.FAILED, FAILURE, true),
                        """
                        {"run": "%s", "machine": "gpu-07", "environment": "torch", "state": "FAILED",
                         "startedAt": "2026-11-23T12:00:00Z", "at": "2026-11-23T12:00:01.500Z", "outcome": "FAILED",
                         "failure": %s, "log": true}""".formatted(RUN, FAILURE_JSON)),
                WireExample.of(
                        new PlacementView(
                                MACHINE,
                                TORCH,
                                PlacementView.Phase.FAILED,
                                "Failed(RESOLVER_NO_CANDIDATE:numpy)",
                                List.of(CONDITION),
                                2,
                                DOCUMENT.id(),
                                DOCUMENT.id(),
                                "torch 2.10.0 cu126",
                                REPORT,
                                NOON,
                                REJECTED,
                                EXPLANATION,
                                GenerationExamples.ROLLBACK,
                                new Opening(NOON, LATER)),
                        """
                        {"machine": "gpu-07", "environment": "torch", "phase": "Failed",
                         "phaseDetail": "Failed(RESOLVER_NO_CANDIDATE:numpy)", "conditions": [%s],
                         "environmentRevision": 2, "plan": "%s", "planInUse": "%s", "candidate": "torch 2.10.0 cu126",
                         "run": %s, "removeAfter": "2026-11-23T12:00:00Z", "resolution": %s, "explanation": %s,
                         "rollback": %s,
                         "window": {"opens": "2026-11-23T12:00:00Z", "closes": "2026-11-23T12:00:01.500Z"}}""".formatted(
                                        CONDITION_JSON,
                                        DOCUMENT_ID,
                                        DOCUMENT_ID,
                                        REPORT_JSON,
                                        REJECTED_JSON,
                                        EXPLANATION_JSON,
                                        GenerationExamples.ROLLBACK_JSON)));
    }
}
