"""Starts the course's kernels with what makes a notebook kind to a beginner: `exercises.live.notebook`."""

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpec, KernelSpecManager

_EXTENSION = "--IPKernelApp.extra_extensions=exercises.live.notebook"


class CourseKernels(KernelSpecManager):
    """Jupyter's own list of kernels; the Python of the course is given its extension to load."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """As Jupyter has it. A kernel that cannot load the extension says so in its log, and runs."""
        spec = super().get_kernel_spec(kernel_name)
        if kernel_name == NATIVE_KERNEL_NAME and _EXTENSION not in spec.argv:
            spec.argv = [*spec.argv, _EXTENSION]
        return spec
