"""Hands jupyter_client the kernels that wait, in place of processes that it would start itself."""

import asyncio
import signal
from importlib.metadata import EntryPoint
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.provisioning import KernelProvisionerBase
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from toolkit.serving.warm import Waiting

NAME = "guong-sang"


class WarmProvisioner(KernelProvisionerBase):
    """Takes a kernel from the nursery of the manager that asks, and tells it its visitor."""

    kernel: Waiting | None = None

    @property
    def has_process(self) -> bool:
        return self.kernel is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        return {"cmd": [], "env": kwargs.get("env", {})}

    async def launch_kernel(self, *_: Any, **kwargs: Any) -> KernelConnectionInfo:
        self.kernel = await self.parent.parent.nursery.take()
        self.kernel.begin(kwargs["env"])
        names = ("transport", "ip", "shell_port", "iopub_port", "stdin_port", "hb_port")
        info = {name: self.kernel.connection[name] for name in (*names, "control_port")}
        info |= {"key": self.kernel.connection["key"].encode(), "signature_scheme": "hmac-sha256"}
        self.connection_info = info
        return info

    async def poll(self) -> int | None:
        return None if self.kernel and self.kernel.alive else 0

    async def wait(self) -> int | None:
        if self.kernel:
            await asyncio.shield(self.kernel.gone)
            self.kernel = None
        return 0

    async def send_signal(self, signum: int) -> None:
        if self.kernel:
            self.kernel.signal(signum)

    async def kill(self, **_: Any) -> None:
        await self.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))

    async def terminate(self, **_: Any) -> None:
        await self.send_signal(signal.SIGTERM)

    async def cleanup(self, **_: Any) -> None:
        """Nothing is kept: the sockets are removed by the manager."""

    def get_shutdown_wait_time(self, **_: float) -> float:
        return 2.0


class OneKernelSpec(KernelSpecManager):
    """Knows one kernel: the toolkit's own, whatever a notebook names."""

    def find_kernel_specs(self) -> dict[str, str]:
        return {NAME: ""}

    def get_kernel_spec(self, *_: str) -> KernelSpec:
        provisioner = {"kernel_provisioner": {"provisioner_name": NAME}}
        return KernelSpec(display_name=NAME, language="python", metadata=provisioner)


def register() -> None:
    """Make the provisioner known to jupyter_client, installed or in a checkout alike."""
    factory = KernelProvisionerFactory.instance()
    value = f"{WarmProvisioner.__module__}:{WarmProvisioner.__name__}"
    factory.provisioners[NAME] = EntryPoint(NAME, value, KernelProvisionerFactory.GROUP_NAME)
