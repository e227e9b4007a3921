// lzma.py: files in the xz format.

/** The text of the module. */
export const LZMA: string = String
  .raw`"""Reading and writing files in the xz format and its relatives.

LZMAFile is a binary file whose contents are compressed on the way; open()
also gives text files. compress() and decompress() do it in one go.
"""

__all__ = [
    "CHECK_NONE", "CHECK_CRC32", "CHECK_CRC64", "CHECK_SHA256",
    "CHECK_ID_MAX", "CHECK_UNKNOWN",
    "FILTER_LZMA1", "FILTER_LZMA2", "FILTER_DELTA", "FILTER_X86", "FILTER_IA64",
    "FILTER_ARM", "FILTER_ARMTHUMB", "FILTER_POWERPC", "FILTER_SPARC",
    "FORMAT_AUTO", "FORMAT_XZ", "FORMAT_ALONE", "FORMAT_RAW",
    "MF_HC3", "MF_HC4", "MF_BT2", "MF_BT3", "MF_BT4",
    "MODE_FAST", "MODE_NORMAL", "PRESET_DEFAULT", "PRESET_EXTREME",

    "LZMACompressor", "LZMADecompressor", "LZMAFile", "LZMAError",
    "open", "compress", "decompress", "is_check_supported",
]

import builtins
import io
import os
from _lzma import *
from _lzma import _encode_filter_properties, _decode_filter_properties  # noqa: F401
import _compression


# What an LZMAFile is opened for; 0 is for a closed one.
_MODE_READ = 1
_MODE_WRITE = 3


class LZMAFile(_compression.BaseStream):
    """A binary file that is compressed on disk.

    Either a file's name or an open binary file object can be given. Reading
    gives the uncompressed contents, writing compresses.
    """

    def __init__(self, filename=None, mode="r", *,
                 format=None, check=-1, preset=None, filters=None):
        """Open a compressed file.

        filename: a name (str, bytes or path-like), or a file object to read
        from or write to. mode: "r", "w", "x" or "a", perhaps with a "b".
        format, preset and filters: as for LZMACompressor and LZMADecompressor;
        check counts when writing only, preset likewise.
        """
        self._fp = None
        self._closefp = False
        self._mode = 0

        if mode in ("r", "rb"):
            if check != -1:
                raise ValueError("Cannot specify an integrity check "
                                 "when opening a file for reading")
            if preset is not None:
                raise ValueError("Cannot specify a preset compression "
                                 "level when opening a file for reading")
            if format is None:
                format = FORMAT_AUTO
            opened_for = _MODE_READ
        elif mode in ("w", "wb", "a", "ab", "x", "xb"):
            if format is None:
                format = FORMAT_XZ
            opened_for = _MODE_WRITE
            self._compressor = LZMACompressor(format=format, check=check,
                                              preset=preset, filters=filters)
            self._pos = 0
        else:
            raise ValueError("Invalid mode: {!r}".format(mode))

        if isinstance(filename, (str, bytes, os.PathLike)):
            self._fp = builtins.open(filename, mode if "b" in mode else mode + "b")
            self._closefp = True
        elif hasattr(filename, "read") or hasattr(filename, "write"):
            self._fp = filename
        else:
            raise TypeError("filename must be a str, bytes, file or PathLike object")
        self._mode = opened_for

        if opened_for == _MODE_READ:
            raw = _compression.DecompressReader(
                self._fp, LZMADecompressor, trailing_error=LZMAError,
                format=format, filters=filters)
            self._buffer = io.BufferedReader(raw)

    def close(self):
        """Write out what is pending and close the file.

        Closing twice is allowed. A file object that was given stays open.
        """
        if self.closed:
            return
        try:
            if self._mode == _MODE_READ:
                self._buffer.close()
                self._buffer = None
            elif self._mode == _MODE_WRITE:
                self._fp.write(self._compressor.flush())
                self._compressor = None
        finally:
            try:
                if self._closefp:
                    self._fp.close()
            finally:
                self._fp = None
                self._closefp = False

    @property
    def closed(self):
        """True if this file is closed."""
        return self._fp is None

    @property
    def name(self):
        """The name of the underlying file."""
        self._check_not_closed()
        return self._fp.name

    @property
    def mode(self):
        """'wb' for a file that is written, 'rb' for one that is read."""
        return "wb" if self._mode == _MODE_WRITE else "rb"

    def fileno(self):
        """Return the descriptor of the underlying file."""
        self._check_not_closed()
        return self._fp.fileno()

    def seekable(self):
        """Return whether seek() works."""
        return self.readable() and self._buffer.seekable()

    def readable(self):
        """Return whether the file was opened for reading."""
        self._check_not_closed()
        return self._mode == _MODE_READ

    def writable(self):
        """Return whether the file was opened for writing."""
        self._check_not_closed()
        return self._mode == _MODE_WRITE

    def peek(self, size=-1):
        """Return some bytes that follow, without moving on.

        At least one byte comes back unless the file is at its end; how many
        exactly is not said, and size is not looked at.
        """
        self._check_can_read()
        return self._buffer.peek(size)

    def read(self, size=-1):
        """Read up to size bytes; all of them if size is negative or None.

        b'' means the end of the file.
        """
        self._check_can_read()
        return self._buffer.read(size)

    def read1(self, size=-1):
        """Read up to size bytes with as few reads of the file as can be.

        With a negative size, a buffer's worth is read. b'' means the end.
        """
        self._check_can_read()
        if size < 0:
            size = io.DEFAULT_BUFFER_SIZE
        return self._buffer.read1(size)

    def readline(self, size=-1):
        """Read one line, with its newline, of at most size bytes.

        b'' means the end of the file.
        """
        self._check_can_read()
        return self._buffer.readline(size)

    def write(self, data):
        """Write bytes; return how many uncompressed bytes that were.

        They may get into the file as late as when it is closed.
        """
        self._check_can_write()
        if isinstance(data, (bytes, bytearray)):
            length = len(data)
        else:
            data = memoryview(data)
            length = data.nbytes
        self._fp.write(self._compressor.compress(data))
        self._pos += length
        return length

    def seek(self, offset, whence=io.SEEK_SET):
        """Move to a position; return the new one.

        whence says where offset counts from: 0 the start, 1 here, 2 the end.
        To move back means to decompress from the start again.
        """
        self._check_can_seek()
        return self._buffer.seek(offset, whence)

    def tell(self):
        """Return the present position in the uncompressed contents."""
        self._check_not_closed()
        if self._mode == _MODE_READ:
            return self._buffer.tell()
        return self._pos


def open(filename, mode="rb", *,
         format=None, check=-1, preset=None, filters=None,
         encoding=None, errors=None, newline=None):
    """Open a compressed file as a binary or a text file.

    filename: a name or a file object. mode: "r", "w", "x" or "a", with "b" or
    nothing for bytes and "t" for text. format, check, preset and filters are
    LZMAFile's; encoding, errors and newline those of io.TextIOWrapper.
    """
    if "t" in mode:
        if "b" in mode:
            raise ValueError("Invalid mode: %r" % (mode,))
    else:
        if encoding is not None:
            raise ValueError("Argument 'encoding' not supported in binary mode")
        if errors is not None:
            raise ValueError("Argument 'errors' not supported in binary mode")
        if newline is not None:
            raise ValueError("Argument 'newline' not supported in binary mode")

    binary = LZMAFile(filename, mode.replace("t", ""), format=format,
                      check=check, preset=preset, filters=filters)
    if "t" not in mode:
        return binary
    return io.TextIOWrapper(binary, io.text_encoding(encoding), errors, newline)


def compress(data, format=FORMAT_XZ, check=-1, preset=None, filters=None):
    """Compress bytes in one go; see LZMACompressor for the arguments."""
    comp = LZMACompressor(format, check, preset, filters)
    return comp.compress(data) + comp.flush()


def decompress(data, format=FORMAT_AUTO, memlimit=None, filters=None):
    """Decompress bytes in one go; see LZMADecompressor for the arguments.

    Several streams one after the other give their contents one after the other.
    """
    parts = []
    while True:
        decomp = LZMADecompressor(format, memlimit, filters)
        try:
            part = decomp.decompress(data)
        except LZMAError:
            if parts:
                break  # what follows the last stream is no stream
            raise
        parts.append(part)
        if not decomp.eof:
            raise LZMAError("Compressed data ended before the "
                            "end-of-stream marker was reached")
        data = decomp.unused_data
        if not data:
            break
    return b"".join(parts)
`;
