"""What Python's zipfile raises for an archive that cannot be read: each version of damage has an error of its own."""

import lzma
import struct
import zipfile
import zlib

# NotImplementedError (a way of packing nobody has) is a RuntimeError, as is a part with a password; a part that is not
# there is a KeyError.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
