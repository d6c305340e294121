"""The kernels that run the notebooks for the book: what they and the build say to each other is encrypted.

A kernel that talks in plain text over a port of the machine warns of it, once for each notebook. The
build starts its kernels by way of jupyter-cache, which hands no settings on to them.
"""

import zmq
from jupyter_client import KernelManager
from nbclient import NotebookClient
from sphinx.application import Sphinx

_plain = NotebookClient.create_kernel_manager


def _encrypted(client: NotebookClient) -> KernelManager:
    manager = _plain(client)
    # Older kernels cannot, and on them there is no such setting.
    if zmq.has("curve") and manager.has_trait("transport_encryption"):
        manager.transport_encryption = "auto"
    return manager


def setup(_: Sphinx) -> None:
    """Encrypt the talk with every kernel of this process."""
    NotebookClient.create_kernel_manager = _encrypted
