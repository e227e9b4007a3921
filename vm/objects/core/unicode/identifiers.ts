// Which code points may start and continue a Python identifier: XID_Start and XID_Continue of Unicode
// 15.1, and the underscore, which Python lets start one too. ASCII never loads a table.

import { flagsOf, XID_CONTINUE, XID_START } from "./character_types.ts";

/** Whether `cp` may start an identifier ("_" included). */
export function isXidStart(cp: number): boolean {
  if (cp < 128) return (cp | 32) >= 97 && (cp | 32) <= 122 || cp === 95;
  return (flagsOf(cp) & XID_START) !== 0;
}

/** Whether `cp` may stand inside an identifier. */
export function isXidContinue(cp: number): boolean {
  if (cp < 128) {
    return (cp | 32) >= 97 && (cp | 32) <= 122 || cp >= 48 && cp <= 57 || cp === 95;
  }
  return (flagsOf(cp) & XID_CONTINUE) !== 0;
}

/** str.isidentifier for a string of code units. */
export function isIdentifier(text: string): boolean {
  if (text.length === 0 || !isXidStart(text.charCodeAt(0))) return false;
  for (let i = 1; i < text.length; i++) if (!isXidContinue(text.charCodeAt(i))) return false;
  return true;
}
