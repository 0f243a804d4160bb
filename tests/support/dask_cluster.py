"""A scheduler and workers of dask.distributed on loopback, each a process of its own."""

import os
import subprocess
import sys

from support.paths import ROOT

SCHEDULER = ("import asyncio, distributed\n"
             "async def serve():\n"
             "    async with distributed.Scheduler(host='127.0.0.1', port=0, dashboard_address=None, dashboard=False) as it:\n"
             "        print(it.address, flush=True)\n        await it.finished()\n"
             "asyncio.run(serve())\n")
WORKER = ("import asyncio, distributed, sys\n"
          "async def serve():\n"
          "    async with distributed.Worker(sys.argv[1], nthreads=1, dashboard=False, memory_limit=0) as it:\n"
          "        print(it.address, flush=True)\n        await it.finished()\n"
          "asyncio.run(serve())\n")
NANNY = ("import asyncio, distributed, sys\n"
         "async def serve():\n"
         "    async with distributed.Nanny(sys.argv[1], nthreads=1, memory_limit=0, preload=[sys.argv[2]], dashboard_address=None) as it:\n"
         "        print(it.worker_address, flush=True)\n        await it.finished()\n"
         "if __name__ == '__main__':\n    asyncio.run(serve())\n")
DIES = ("import os\n"
        "from emulation_batch.reading import worker\n"
        "worker.kept = getattr(worker, 'kept', worker._read_one)\n"
        "def dies(path, *rest):\n"
        "    if path.endswith({name!r}): os._exit(9)\n"
        "    return worker.kept(path, *rest)\n"
        "worker._read_one = dies\n")
"""What a worker runs first, so that the file of that name ends its process."""


def process(code, *arguments):
    """A Python process that has told its address, and that address."""
    started = subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)})
    return started, started.stdout.readline().strip()
