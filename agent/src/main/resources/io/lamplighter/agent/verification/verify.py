"""Proves a Python environment from the inside: run with its own interpreter, isolated (-I).

usage: verify.py REQUEST.json          runs the checks of the request, each in a process of its own
       verify.py REQUEST.json CHECK    runs one check here

Out comes one JSON object a line: {"check", "result", "detail", "log", "seconds"}; result is passed, failed,
inconclusive (it could not be done now) or not_applicable (there is nothing to check).
"""
import glob
import importlib
import importlib.metadata
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import traceback

PASSED, FAILED, INCONCLUSIVE, NOT_APPLICABLE = "passed", "failed", "inconclusive", "not_applicable"
BUSY = re.compile(r"out of memory|busy or unavailable|CUDA_ERROR_OUT_OF_MEMORY|cudaErrorDevicesUnavailable")
NO_DRIVER = re.compile(r"Found no NVIDIA driver|no CUDA-capable device|No CUDA GPUs are available")


class NothingToCheck(Exception):
    """The machine or the environment lacks what the check is about."""


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
    devices = cuda_devices(torch, request["cuda_required"])
    for device in devices:
        compute_on(torch, device)
    names = ", ".join(torch.cuda.get_device_name(device) for device in devices)
    return f"CUDA {torch.version.cuda} on {len(devices)}: {names}; matmul, conv2d with its gradient, fft"


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
    try:
        return PASSED, CHECKS[check](request), ""
    except NothingToCheck as reason:
        return NOT_APPLICABLE, str(reason), ""
    except BaseException as problem:
        line = " ".join("".join(traceback.format_exception_only(type(problem), problem)).split())
        result = INCONCLUSIVE if check == "cuda" and BUSY.search(line) else FAILED
        return result, line[:500], traceback.format_exc()


def in_process_of_its_own(check, path, seconds):
    command = [sys.executable, "-I", __file__, path, check]
    try:
        child = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=seconds)
    except subprocess.TimeoutExpired:
        return FAILED, f"no result within {seconds} s", ""
    said = child.stderr.decode("utf-8", "replace")
    for line in reversed(child.stdout.decode("utf-8", "replace").splitlines()):
        try:
            answer = json.loads(line)
            return answer["result"], answer["detail"], answer["log"] + said
        except (ValueError, KeyError, TypeError):
            continue  # a library that prints at import
    how = f"killed by signal {-child.returncode}" if child.returncode < 0 else f"exit status {child.returncode}"
    last = said.strip().splitlines()[-1:] or ["no output"]
    return FAILED, f"{how}: {last[0][:400]}", said


def main():
    path = sys.argv[1]
    with open(path, encoding="utf-8") as file:
        request = json.load(file)
    if len(sys.argv) > 2:
        result, detail, log = perform(sys.argv[2], request)
        print("\n" + json.dumps({"result": result, "detail": detail, "log": log}), flush=True)
        return
    for check in request["checks"]:
        begun = time.monotonic()
        result, detail, log = in_process_of_its_own(check, path, request["seconds"])
        print(json.dumps({"check": check, "result": result, "detail": detail, "log": log[-6000:],
                          "seconds": round(time.monotonic() - begun, 3)}), flush=True)


if __name__ == "__main__":
    main()
