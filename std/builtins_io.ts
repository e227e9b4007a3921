// The functions of builtins that read and write: print, input, open, breakpoint; and anext, which makes an awaitable.

import { call, callMethod, getAttr } from "../vm/objects/attributes.ts";
import { truth } from "../vm/objects/compare.ts";
import { PyException } from "../vm/objects/exceptions.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { str } from "../vm/objects/operations.ts";
import { exception, runtimeError, typeError } from "../vm/objects/raise.ts";
import { type Declaration, type KwMap, method } from "../vm/objects/signature.ts";
import { type Str, strFromUtf16, strOf, utf16 } from "../vm/objects/str.ts";
import { typeOf } from "../vm/objects/type.ts";
import { currentInterpreter } from "../vm/vm.ts";

function separator(v: Value | undefined, what: string, standard: string): Str {
  if (v === undefined || v === NONE) return standard;
  const s = strOf(v);
  if (s === undefined) {
    throw typeError(`${what} must be None or a string, not ${typeOf(v).name}`);
  }
  return s;
}

function print(
  args: Value[],
  sep: Value | undefined,
  end: Value | undefined,
  file: Value | undefined,
  flush: Value | undefined,
): Value {
  let target = file;
  if (target === undefined || target === NONE) {
    target = currentInterpreter().sysAttribute("stdout");
    if (target === undefined) throw runtimeError("lost sys.stdout");
    if (target === NONE) return NONE;
  }
  const between = separator(sep, "sep", " "), last = separator(end, "end", "\n");
  const write = getAttr(target, "write");
  if (!typeOf(target).heap) {
    // a builtin stream cannot tell one write from several
    let text = "";
    for (let i = 0; i < args.length; i++) {
      if (i > 0) text += utf16(between);
      text += utf16(strOf(str(args[i]))!);
    }
    call(write, [strFromUtf16(text + utf16(last))]);
  } else {
    for (let i = 0; i < args.length; i++) {
      if (i > 0) call(write, [between]);
      call(write, [str(args[i])]);
    }
    call(write, [last]);
  }
  if (flush !== undefined && truth(flush)) callMethod(target, "flush");
  return NONE;
}

/** A standard stream, which a program may have lost. */
function standardStream(name: "stdin" | "stdout" | "stderr"): Value {
  const v = currentInterpreter().sysAttribute(name);
  if (v === undefined || v === NONE) throw runtimeError(`input(): lost sys.${name}`);
  return v;
}

/** What cannot be flushed is no reason not to read. */
function flushQuietly(stream: Value): void {
  try {
    callMethod(stream, "flush");
  } catch (e) {
    if (!(e instanceof PyException)) throw e;
  }
}

function input(prompt: Value | undefined): Value {
  const stdin = standardStream("stdin");
  const stdout = standardStream("stdout");
  const stderr = standardStream("stderr");
  currentInterpreter().audit("builtins.input", prompt ?? NONE);
  flushQuietly(stderr);
  if (prompt !== undefined) call(getAttr(stdout, "write"), [str(prompt)]);
  flushQuietly(stdout);
  const line = callMethod(stdin, "readline");
  const s = strOf(line);
  if (s === undefined) throw typeError(`object.readline() returned non-string`);
  const text = utf16(s);
  if (text === "") throw exception("EOFError", "EOF when reading a line");
  currentInterpreter().audit("builtins.input/result", line);
  return text.endsWith("\n") ? strFromUtf16(text.slice(0, -1)) : s;
}

/** `open` until `io` is there, which puts its own in this one's place. */
function open(args: Value[], kw: KwMap | undefined): Value {
  const f = getAttr(currentInterpreter().importModule("io"), "open");
  const names = kw === undefined ? [] : [...kw.keys()];
  const values = kw === undefined ? [] : [...kw.values()];
  return call(f, [...args, ...values], names.length === 0 ? undefined : names);
}

function breakpoint(args: Value[], kw: KwMap | undefined): Value {
  const vm = currentInterpreter();
  const hook = vm.sysAttribute("breakpointhook");
  if (hook === undefined) throw runtimeError("lost sys.breakpointhook");
  vm.audit("builtins.breakpoint", hook);
  const names = kw === undefined ? [] : [...kw.keys()];
  const values = kw === undefined ? [] : [...kw.values()];
  return call(hook, [...args, ...values], names.length === 0 ? undefined : names);
}
/** The functions, by name. */
export const streamFunctions: Record<string, Declaration> = {
  breakpoint: method(
    "(*args, **kws)",
    "Call sys.breakpointhook(*args, **kws).  sys.breakpointhook() must accept\nwhatever arguments are passed.\n\nBy default, this drops you into the pdb debugger.",
    breakpoint,
  ),
  input: method(
    "(prompt='', /)",
    "Read a string from standard input.  The trailing newline is stripped.\n\nThe prompt string, if given, is printed to standard output without a\ntrailing newline before reading input.\n\nIf the user hits EOF (*nix: Ctrl-D, Windows: Ctrl-Z+Return), raise EOFError.\nOn *nix systems, readline is used if available.",
    input,
  ),
  open: method(
    "(*args, **kwargs)",
    "Open file and return a stream.  Raise OSError upon failure.\n\nfile is either a text or byte string giving the name (and the path\nif the file isn't in the current working directory) of the file to\nbe opened or an integer file descriptor of the file to be\nwrapped. (If a file descriptor is given, it is closed when the\nreturned I/O object is closed, unless closefd is set to False.)\n\nmode is an optional string that specifies the mode in which the file\nis opened. It defaults to 'r' which means open for reading in text\nmode.  Other common values are 'w' for writing (truncating the file if\nit already exists), 'x' for creating and writing to a new file, and\n'a' for appending (which on some Unix systems, means that all writes\nappend to the end of the file regardless of the current seek position).\nIn text mode, if encoding is not specified the encoding used is platform\ndependent: locale.getencoding() is called to get the current locale encoding.\n(For reading and writing raw bytes use binary mode and leave encoding\nunspecified.) The available modes are:\n\n========= ===============================================================\nCharacter Meaning\n--------- ---------------------------------------------------------------\n'r'       open for reading (default)\n'w'       open for writing, truncating the file first\n'x'       create a new file and open it for writing\n'a'       open for writing, appending to the end of the file if it exists\n'b'       binary mode\n't'       text mode (default)\n'+'       open a disk file for updating (reading and writing)\n========= ===============================================================\n\nThe default mode is 'rt' (open for reading text). For binary random\naccess, the mode 'w+b' opens and truncates the file to 0 bytes, while\n'r+b' opens the file without truncation. The 'x' mode implies 'w' and\nraises an `FileExistsError` if the file already exists.\n\nPython distinguishes between files opened in binary and text modes,\neven when the underlying operating system doesn't. Files opened in\nbinary mode (appending 'b' to the mode argument) return contents as\nbytes objects without any decoding. In text mode (the default, or when\n't' is appended to the mode argument), the contents of the file are\nreturned as strings, the bytes having been first decoded using a\nplatform-dependent encoding or using the specified encoding if given.\n\nbuffering is an optional integer used to set the buffering policy.\nPass 0 to switch buffering off (only allowed in binary mode), 1 to select\nline buffering (only usable in text mode), and an integer > 1 to indicate\nthe size of a fixed-size chunk buffer.  When no buffering argument is\ngiven, the default buffering policy works as follows:\n\n* Binary files are buffered in fixed-size chunks; the size of the buffer\n  is chosen using a heuristic trying to determine the underlying device's\n  \"block size\" and falling back on `io.DEFAULT_BUFFER_SIZE`.\n  On many systems, the buffer will typically be 4096 or 8192 bytes long.\n\n* \"Interactive\" text files (files for which isatty() returns True)\n  use line buffering.  Other text files use the policy described above\n  for binary files.\n\nencoding is the name of the encoding used to decode or encode the\nfile. This should only be used in text mode. The default encoding is\nplatform dependent, but any encoding supported by Python can be\npassed.  See the codecs module for the list of supported encodings.\n\nerrors is an optional string that specifies how encoding errors are to\nbe handled---this argument should not be used in binary mode. Pass\n'strict' to raise a ValueError exception if there is an encoding error\n(the default of None has the same effect), or pass 'ignore' to ignore\nerrors. (Note that ignoring encoding errors can lead to data loss.)\nSee the documentation for codecs.register or run 'help(codecs.Codec)'\nfor a list of the permitted encoding error strings.\n\nnewline controls how universal newlines works (it only applies to text\nmode). It can be None, '', '\\n', '\\r', and '\\r\\n'.  It works as\nfollows:\n\n* On input, if newline is None, universal newlines mode is\n  enabled. Lines in the input can end in '\\n', '\\r', or '\\r\\n', and\n  these are translated into '\\n' before being returned to the\n  caller. If it is '', universal newline mode is enabled, but line\n  endings are returned to the caller untranslated. If it has any of\n  the other legal values, input lines are only terminated by the given\n  string, and the line ending is returned to the caller untranslated.\n\n* On output, if newline is None, any '\\n' characters written are\n  translated to the system default line separator, os.linesep. If\n  newline is '' or '\\n', no translation takes place. If newline is any\n  of the other legal values, any '\\n' characters written are translated\n  to the given string.\n\nIf closefd is False, the underlying file descriptor will be kept open\nwhen the file is closed. This does not work when a file name is given\nand must be True in that case.\n\nA custom opener can be used by passing a callable as *opener*. The\nunderlying file descriptor for the file object is then obtained by\ncalling *opener* with (*file*, *flags*). *opener* must return an open\nfile descriptor (passing os.open as *opener* results in functionality\nsimilar to passing None).\n\nopen() returns a file object whose type depends on the mode, and\nthrough which the standard file operations such as reading and writing\nare performed. When open() is used to open a file in a text mode ('w',\n'r', 'wt', 'rt', etc.), it returns a TextIOWrapper. When used to open\na file in a binary mode, the returned class varies: in read binary\nmode, it returns a BufferedReader; in write binary and append binary\nmodes, it returns a BufferedWriter, and in read/write mode, it returns\na BufferedRandom.\n\nIt is also possible to use a string or bytearray as a file for both\nreading and writing. For strings StringIO can be used like a file\nopened in a text mode, and for bytes a BytesIO can be used like a file\nopened in a binary mode.",
    open,
  ),
  print: method(
    "(*args, sep=' ', end='\\n', file=None, flush=False)",
    "Prints the values to a stream, or to sys.stdout by default.\n\n  sep\n    string inserted between values, default a space.\n  end\n    string appended after the last value, default a newline.\n  file\n    a file-like object (stream); defaults to the current sys.stdout.\n  flush\n    whether to forcibly flush the stream.",
    print,
  ),
};
