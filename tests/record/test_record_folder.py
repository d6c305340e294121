"""Local disks and network folders are told apart by what the system lists as mounted."""

from pathlib import Path

import pytest

from exercises.record.folder import kind_of, linux_mounts, mac_mounts, record_file

LINUX = """\
/dev/sda2 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw 0 0
server:/homes /home nfs4 rw,vers=4.2 0 0
/dev/sdb1 /home/ann/disk ext4 rw 0 0
//nas/share /mnt/my\\040share cifs rw 0 0
C:\\134 /mnt/c 9p rw 0 0
me@host: /mnt/ssh fuse.sshfs rw 0 0
/dev/sdc1 /mnt/stick fuse.ntfs-3g rw 0 0
/dev/sdd1 /mnt/usb fuseblk rw 0 0
"""
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
server:/homes on /Users (nfs, nodev, nosuid)
//ann@nas/my share on /Volumes/my share (smbfs, nodev)
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ann/.local/share/new-localism", "nfs4"),
        ("/home/ann/disk/record", None),
        ("/mnt/my share/x", "cifs"),
        ("/mnt/c/Users/ann", "9p"),
        ("/mnt/ssh/x", "fuse.sshfs"),
        ("/mnt/stick/x", None),
        ("/mnt/usb/x", None),
        ("/srv/x", None),
        ("/homestead/x", None),
    ],
)
def test_linux(folder, kind):
    assert kind_of(Path(folder), linux_mounts(LINUX)) == kind


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/Users/ann/Library", "nfs"), ("/Volumes/my share/x", "smbfs"), ("/private/x", None)],
)
def test_mac(folder, kind):
    assert kind_of(Path(folder), mac_mounts(MAC)) == kind


def test_a_folder_or_a_file_may_be_named(tmp_path):
    assert record_file(tmp_path) == tmp_path / "record.sqlite"
    assert record_file(tmp_path / "mine.sqlite") == tmp_path / "mine.sqlite"
    assert record_file(Path("here")) == Path.cwd() / "here" / "record.sqlite"
    assert record_file(Path("~")) == Path.home() / "record.sqlite"
