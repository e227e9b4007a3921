// The error handler "namereplace". It stands apart because it needs the character names, the largest of the
// Unicode tables: importing this file is what loads them and makes the handler known.

import { nameOf } from "../unicode/names.ts";
import { addEncodeHandler, characterEscape, perCharacter } from "./errors.ts";

export const nameReplaceEncode = perCharacter((cp) => {
  const name = nameOf(cp);
  return name === undefined ? characterEscape(cp) : `\\N{${name}}`;
});

addEncodeHandler("namereplace", nameReplaceEncode);
