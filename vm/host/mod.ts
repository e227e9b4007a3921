// The host layer: the only code of Najash that touches Deno or Node. It knows nothing of Python: plain
// types go in and come out, and every failure is a HostError or a PermissionRefused (errno.ts).
//
// Invariant: importing this costs next to nothing. No permission is asked for, no file touched, no
// library loaded until the first call that needs it.

export * from "./errno.ts";
export * from "./permissions.ts";
export * as constants from "./constants.ts";
export { hasLibc } from "./libc.ts";
export { MemoryMap } from "./mmap.ts";
export { FileStatus, makeDevice } from "./status.ts";
export {
  type Descriptors,
  type PollRequest,
  systemDescriptors,
  type TerminalSize,
} from "./descriptors.ts";
export {
  type DirectoryEntry,
  type FileSystem,
  type FileSystemStatus,
  type FileTimes,
  readFile,
  systemFiles,
} from "./files.ts";
export * as clock from "./clock.ts";
export * as crypto from "./crypto.ts";
export * as sqlite from "./sqlite.ts";
export * as foreign from "./foreign.ts";
export * as environment from "./environment.ts";
export { beforeBlocking, interrupted, setInterruptHook } from "./interrupts.ts";
export { pendingSignals } from "./signal_flags.ts";
export {
  armInterrupts,
  blockedSignals,
  blockSignals,
  dieOf,
  getSignalAction,
  getTimer,
  maySendSignals,
  resumeSignals,
  sendGroupSignal,
  sendSignal,
  setSignalAction,
  setSignalRestart,
  setTimer,
  type SignalAction,
  takeSignals,
  waitForSignal,
  waitingSignals,
  watchInterrupt,
  watchSignal,
} from "./signals.ts";
export {
  type EndedProcess,
  execute,
  pidfdOpen,
  pidfdSendSignal,
  runToEnd,
  shell,
  spawn,
  type SpawnAction,
  SpawnError,
  type SpawnOptions,
  waitpid,
  type WaitResult,
} from "./processes.ts";
export { libraryPackage, standardLibrary, ZipLibrary } from "./library.ts";
export {
  cacheFolder,
  carriedFile,
  checkoutCache,
  PartReader,
  readCached,
  readOrNull,
  writeAtomically,
  writeCached,
} from "./cache_dir.ts";
export * as timezone from "./timezone.ts";
export * as epoll from "./epoll.ts";
export * as messages from "./messages.ts";
export * as resolver from "./resolver.ts";
export * as sockets from "./sockets.ts";
export * as system from "./system.ts";
export {
  createHost,
  type Host,
  type HostInput,
  type HostOptions,
  type HostOutput,
} from "./host.ts";
export { type Zlib, zlib, type ZStream } from "./pako.ts";
export { openTerminal, terminalName } from "./descriptors_libc.ts";
