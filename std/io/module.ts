// The module `_io`. Its types are made when the first interpreter imports it.

import { builtinModule } from "../../vm/objects/module_builder.ts";
import { exceptionTypes } from "../../vm/objects/exceptions.ts";
import type { PyModule } from "../../vm/objects/module.ts";
import {
  BufferedIOBaseType,
  IOBaseType,
  makeBaseTypes,
  RawIOBaseType,
  TextIOBaseType,
} from "./base.ts";
import { DEFAULT_BUFFER_SIZE } from "./buffered.ts";
import {
  BufferedRandomType,
  BufferedReaderType,
  BufferedWriterType,
  makeBufferedTypes,
} from "./buffered_types.ts";
import { BytesIOBufferType, BytesIOType, makeBytesIO } from "./bytesio.ts";
import { unsupportedOperationType } from "./errors.ts";
import { FileIOType, makeFileIO } from "./fileio.ts";
import { makeNewlineDecoder, NewlineDecoderType } from "./newline_type.ts";
import { FUNCTIONS } from "./open.ts";
import { BufferedRWPairType, makeRWPair } from "./rwpair.ts";
import { makeStringIO, StringIOType } from "./stringio.ts";
import { makeTextIOWrapper, TextIOWrapperType } from "./text_type.ts";

/** `_io` */
export function create(): PyModule {
  makeBaseTypes();
  makeFileIO();
  makeBufferedTypes();
  makeRWPair();
  makeBytesIO();
  makeNewlineDecoder();
  makeStringIO();
  makeTextIOWrapper();
  return builtinModule("_io", {
    doc:
      "Streams: the classes behind `open` and the module io.\n\nFileIO is a raw stream over a file descriptor; BufferedReader, BufferedWriter,\nBufferedRandom and BufferedRWPair buffer raw streams; TextIOWrapper makes\ntext of a stream of bytes; BytesIO and StringIO are streams in memory. The\nabstract classes say what each kind of stream does.\n\nDEFAULT_BUFFER_SIZE is the size of buffers where a file has no block size.",
    functions: FUNCTIONS,
    types: [
      IOBaseType,
      RawIOBaseType,
      BufferedIOBaseType,
      TextIOBaseType,
      FileIOType,
      BytesIOType,
      BytesIOBufferType,
      BufferedReaderType,
      BufferedWriterType,
      BufferedRandomType,
      BufferedRWPairType,
      NewlineDecoderType,
      StringIOType,
      TextIOWrapperType,
    ],
    values: {
      DEFAULT_BUFFER_SIZE,
      UnsupportedOperation: unsupportedOperationType(),
      BlockingIOError: exceptionTypes.get("BlockingIOError")!,
    },
  }, "_io");
}
