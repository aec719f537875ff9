"""Proves a Python environment from the inside: run with its own interpreter, isolated (-I).

usage: verify.py REQUEST.json          runs the checks of the request, each in a process of its own
       verify.py REQUEST.json CHECK    runs one check here

Out comes one JSON object a line: {"check", "result", "detail", "log", "seconds", "gpus"}; result is passed, failed,
inconclusive (it could not be done now) or not_applicable (there is nothing to check); gpus has one object a GPU where
the check is about GPUs: {"device", "name", "uuid", "result", "detail", "seconds"}.
"""
import ctypes
import glob
import importlib
import importlib.metadata
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
import traceback

PASSED, FAILED, INCONCLUSIVE, NOT_APPLICABLE = "passed", "failed", "inconclusive", "not_applicable"
BUSY = re.compile(r"out of memory|busy or unavailable|CUDA_ERROR_OUT_OF_MEMORY|cudaErrorDevicesUnavailable")
NO_DRIVER = re.compile(r"Found no NVIDIA driver|no CUDA-capable device|No CUDA GPUs are available")


class NothingToCheck(Exception):
    """The machine or the environment lacks what the check is about."""


class OnGpus(Exception):
    """What was found on each GPU, when that is not that all of them compute."""

    def __init__(self, gpus, log):
        bad = [gpu for gpu in gpus if gpu["result"] != PASSED]
        failed = [gpu for gpu in bad if gpu["result"] == FAILED]
        self.result = FAILED if failed else INCONCLUSIVE
        self.gpus, self.log = gpus, log
        super().__init__("; ".join(gpu["detail"] for gpu in failed or bad))


class Squares:
    """A data set that workers can find again by its name."""

    def __len__(self):
        return 8

    def __getitem__(self, index):
        import torch

        return torch.tensor([float(index * index)])


def imports(request):
    names = [name for root in request["roots"] for name in modules_of(root)]
    names += [name for root in request["conda_roots"] for name in modules_of_conda(root) if name not in names]
    for name in names:
        importlib.import_module(name)
    return "imported " + ", ".join(names) if names else "no package asked for has a module"


def modules_of(root):
    """What a distribution gives to import: the module that bears its name, else all that it has at its top."""
    try:
        distribution = importlib.metadata.distribution(root)
    except importlib.metadata.PackageNotFoundError:
        return []  # its marker does not hold on this machine
    return tops(root, distribution.files or [])


def modules_of_conda(root):
    """The same for a conda package: those of the distributions in it, for it may be called otherwise."""
    for path in glob.glob(os.path.join(glob.escape(sys.prefix), "conda-meta", glob.escape(root) + "-*.json")):
        with open(path, encoding="utf-8") as file:
            record = json.load(file)
        if record["name"] != root:
            continue
        inside = re.compile(r"lib/python[0-9.]+t?/site-packages/(.+)")
        files = [pathlib.PurePosixPath(each[1]) for each in map(inside.fullmatch, record["files"]) if each]
        distributions = sorted({re.split(r"-\d", file.parts[0])[0] for file in files if file.parts[0].endswith("-info")})
        return sorted({name for each in distributions for name in modules_of(each)}) or tops(root, files)
    return []  # the solver said that it is there: consistency compares that


def tops(name, files):
    found = set()
    for file in files:
        top = file.parts[0]
        if len(file.parts) == 1:
            top = top[:-3] if top.endswith(".py") else top.split(".")[0] if top.endswith(".so") else ""
        elif file.suffix not in (".py", ".so"):
            continue
        if top.isidentifier() and not top.startswith("_"):
            found.add(top)
    own = re.sub(r"[-.]+", "_", name).lower()
    named = sorted(each for each in found if each.lower() == own)
    return named or sorted(found)


def tensor(request):
    import torch

    left, right = torch.rand(16, 8), torch.rand(8, 4)
    product = torch.matmul(left, right)
    for row, column in ((0, 0), (7, 2), (15, 3)):
        expected = sum(float(left[row][i]) * float(right[i][column]) for i in range(8))
        if abs(float(product[row][column]) - expected) > 1e-4:
            raise AssertionError(f"matmul gave {float(product[row][column])} where {expected} is right")
    return f"torch {torch.__version__}: rand and matmul"


def autograd(request):
    import torch

    x = torch.tensor([1.0, 2.0, 3.0]).requires_grad_()
    (x * x).sum().backward()
    gradient = [float(each) for each in x.grad]
    if any(abs(found - right) > 1e-5 for found, right in zip(gradient, (2.0, 4.0, 6.0))):
        raise AssertionError(f"the gradient of x*x at 1, 2, 3 came out as {gradient}")
    return "the gradient of x*x"


def dataloader(request):
    from torch.utils.data import DataLoader

    loader = DataLoader(Squares(), batch_size=2, num_workers=2, multiprocessing_context="spawn")
    total = sum(float(value) for batch in loader for value in batch.reshape(-1))
    if total != 140.0:
        raise AssertionError(f"two workers delivered a sum of {total}, not 140")
    return "8 items by 2 workers, spawned"


def cuda(request):
    import torch

    if torch.version.cuda is None:
        if request["cuda_required"]:
            raise AssertionError("Torch not compiled with CUDA enabled: this is a CPU build, and the GPU is wanted")
        raise NothingToCheck("a CPU build")
    devices = [device for device in cuda_devices(torch, request["cuda_required"])
               if counts(torch, device, request["gpus"])]
    if not devices:
        if request["cuda_required"]:
            raise AssertionError(f"the CUDA runtime sees no GPU that counts (gpus: {request['gpus']})")
        raise NothingToCheck("no GPU that counts")
    gpus, log = [], ""
    for device in devices:
        gpu, said = on_gpu(torch, device, doubtful=any(each["result"] == FAILED for each in gpus))
        gpus.append(gpu)
        log = log or said
    if any(gpu["result"] != PASSED for gpu in gpus):
        raise OnGpus(gpus, log)
    names = ", ".join(gpu["name"] for gpu in gpus)
    return f"CUDA {torch.version.cuda} on {len(gpus)}: {names}; matmul, conv2d with its gradient, fft", gpus


def counts(torch, device, scope):
    """Whether the spec wants this GPU to compute; of a list of uuids CUDA sees no others (see environment_of)."""
    if isinstance(scope, str) and scope.startswith(">="):
        return torch.cuda.get_device_capability(device) >= tuple(int(part) for part in scope[2:].split("."))
    return True


def on_gpu(torch, device, doubtful):
    """What one GPU does; doubtful when another one failed: CUDA may answer with that one's error then."""
    name = torch.cuda.get_device_name(device)
    begun, log = time.monotonic(), ""
    if doubtful:
        result, detail = INCONCLUSIVE, f"GPU {device} ({name}) was not tried, another one failed before"
    else:
        try:
            compute_on(torch, device)
            result, detail = PASSED, "matmul, conv2d with its gradient, fft"
        except Exception as problem:
            line = one_line(problem)
            result = INCONCLUSIVE if BUSY.search(line) else FAILED
            detail, log = f"GPU {device} ({name}): {line}"[:500], traceback.format_exc()
    return {"device": device, "name": name, "uuid": uuid_of(torch, device), "result": result, "detail": detail,
            "seconds": round(time.monotonic() - begun, 3)}, log


def uuid_of(torch, device):
    """As the driver writes it; torch tells it from 2.5 on."""
    try:
        return f"GPU-{torch.cuda.get_device_properties(device).uuid}"
    except AttributeError:
        return None


def one_line(problem):
    return " ".join("".join(traceback.format_exception_only(type(problem), problem)).split())


def cuda_devices(torch, required):
    """The runtime's own count: torch.cuda.device_count() repeats NVML's until CUDA is initialised."""
    try:
        torch.cuda.init()
        count = torch._C._cuda_getDeviceCount()
    except (RuntimeError, AssertionError) as problem:
        if required or not NO_DRIVER.search(str(problem)):
            raise
        raise NothingToCheck("no NVIDIA driver") from problem
    if count == 0:
        if required:
            raise AssertionError("the CUDA runtime sees no GPU")
        raise NothingToCheck("no GPU")
    names = [torch.cuda.get_device_name(device) for device in range(count)]
    listed = torch.cuda._device_count_nvml() if hasattr(torch.cuda, "_device_count_nvml") else -1
    sliced = any("MIG" in name for name in names)  # a process gets one slice, NVML counts all
    if not sliced and listed > count:
        raise AssertionError(f"the driver lists {listed} GPUs, the CUDA runtime computes on {count}")
    return range(count)


def compute_on(torch, device):
    major, minor = torch.cuda.get_device_capability(device)
    architectures = torch.cuda.get_arch_list()
    if not has_code_for(major, minor, architectures):
        raise AssertionError(
            f"GPU {device} with CUDA capability sm_{major}{minor} is not compatible with the current PyTorch "
            f"installation, which carries {' '.join(architectures)}")
    place = f"cuda:{device}"
    left, right = torch.rand(64, 32), torch.rand(32, 48)
    require_close("matmul", torch.matmul(left.to(place), right.to(place)).cpu(), torch.matmul(left, right))
    signal = torch.rand(256)
    require_close("fft", torch.fft.rfft(signal.to(place)).abs().cpu(), torch.fft.rfft(signal).abs())
    image, weight = torch.rand(1, 3, 16, 16), torch.rand(4, 3, 3, 3)
    there, here = conv2d(torch, image.to(place), weight.to(place)), conv2d(torch, image, weight)
    require_close("conv2d", there[0].cpu(), here[0])
    require_close("the gradient of conv2d", there[1].cpu(), here[1])
    torch.cuda.synchronize(device)


def conv2d(torch, image, weight):
    weight = weight.clone().requires_grad_()
    output = torch.nn.functional.conv2d(image, weight)
    output.sum().backward()
    return output.detach(), weight.grad


def has_code_for(major, minor, architectures):
    """Binary code of the same major and not above, or PTX not above."""
    for name in architectures:
        kind, _, digits = name.partition("_")
        digits = re.sub(r"\D", "", digits)
        code = (int(digits[:-1]), int(digits[-1]))
        if kind == "sm" and code[0] == major and code[1] <= minor or kind == "compute" and code <= (major, minor):
            return True
    return False


def require_close(what, found, right):
    difference = float((found - right).abs().max())
    if difference > 5e-2:  # TF32 keeps ten bits
        raise AssertionError(f"{what} on the GPU is {difference} away from the CPU's")


CHECKS = {"imports": imports, "tensor": tensor, "autograd": autograd, "dataloader": dataloader, "cuda": cuda}


def perform(check, request):
    """The answer of one check, without what only its parent knows."""
    try:
        done = CHECKS[check](request)
        detail, gpus = done if isinstance(done, tuple) else (done, [])
        return answer(PASSED, detail, gpus=gpus)
    except NothingToCheck as reason:
        return answer(NOT_APPLICABLE, str(reason))
    except OnGpus as found:
        return answer(found.result, str(found)[:500], found.log, found.gpus)
    except BaseException as problem:
        line = one_line(problem)
        result = INCONCLUSIVE if check == "cuda" and BUSY.search(line) else FAILED
        return answer(result, line[:500], traceback.format_exc())


def answer(result, detail, log="", gpus=()):
    return {"result": result, "detail": detail, "log": log, "gpus": list(gpus)}


def environment_of(check, request):
    """GPUs are numbered as the driver numbers them; where the spec lists some, CUDA sees no others."""
    if check != "cuda":
        return None
    ours = dict(os.environ, CUDA_DEVICE_ORDER="PCI_BUS_ID")
    if isinstance(request["gpus"], list):
        ours["CUDA_VISIBLE_DEVICES"] = ",".join(request["gpus"])
    return ours


def in_process_of_its_own(check, path, request):
    command = [sys.executable, "-I", __file__, path, check]
    try:
        child = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            timeout=request["seconds"], env=environment_of(check, request))
    except subprocess.TimeoutExpired:
        return answer(FAILED, f"no result within {request['seconds']} s")
    finally:
        end_what_is_left()
    said = child.stderr.decode("utf-8", "replace")
    for line in reversed(child.stdout.decode("utf-8", "replace").splitlines()):
        try:
            found = json.loads(line)
            return answer(found["result"], found["detail"], found["log"] + said, found["gpus"])
        except (ValueError, KeyError, TypeError):
            continue  # a library that prints at import
    how = f"killed by signal {-child.returncode}" if child.returncode < 0 else f"exit status {child.returncode}"
    last = said.strip().splitlines()[-1:] or ["no output"]
    return answer(FAILED, f"{how}: {last[0][:400]}", said)


def adopt_orphans():
    """What a check leaves becomes this process' child (PR_SET_CHILD_SUBREAPER, prctl(2)), and is found so."""
    try:
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
    except (OSError, AttributeError):
        pass  # not Linux


def end_what_is_left():
    """Kills what a check started and did not end: workers would compute on, and hold the generation."""
    for _ in range(100):
        left = children_of(os.getpid())
        if not left:
            return
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass


def children_of(parent):
    found = []
    for name in os.listdir("/proc") if os.path.isdir("/proc") else ():
        try:
            with open(f"/proc/{name}/stat", "rb") as stat:
                if name.isdigit() and int(stat.read().rpartition(b")")[2].split()[1]) == parent:
                    found.append(int(name))
        except (OSError, IndexError, ValueError):
            continue  # it has ended
    return found


def main():
    path = sys.argv[1]
    with open(path, encoding="utf-8") as file:
        request = json.load(file)
    if len(sys.argv) > 2:
        print("\n" + json.dumps(perform(sys.argv[2], request)), flush=True)
        return
    adopt_orphans()
    for check in request["checks"]:
        begun = time.monotonic()
        found = in_process_of_its_own(check, path, request)
        found.update(check=check, log=found["log"][-6000:], seconds=round(time.monotonic() - begun, 3))
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
