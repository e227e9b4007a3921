// Sites with something to remember: calls, methods, globals.

import { Op } from "../bytecode/opcodes.ts";
import { PyMethodDescriptor } from "../objects/builtin.ts";
import { PyFunction } from "../objects/function.ts";
import { PyType, StrType } from "../objects/type.ts";
import { UNLINKED } from "../interp/frame.ts";
import { MethodSite } from "../interp/object_ops.ts";
import { IntrinsicWriter } from "./intrinsics.ts";

/** Writes calls and look-ups. */
export abstract class SiteWriter extends IntrinsicWriter {
  /** CALL, CALL_METHOD */
  protected call(pc: number, isMethod: boolean): void {
    const [A, B, C] = this.ints.subarray(pc + 1, pc + 4);
    const args: string[] = [];
    for (let i = 0; i < C; i++) args.push(this.r(B + (isMethod ? 2 : 1) + i));
    this.out(`${this.callText(pc, isMethod, args)}${this.r(A)}=v;`);
  }

  protected callText(pc: number, isMethod: boolean, args: readonly string[]): string {
    const B = this.ints[pc + 2], C = this.ints[pc + 3];
    const callee = this.r(B);
    const self = isMethod ? this.r(B + 1) : "undefined";
    const list = args.map((a) => "," + a).join("");
    const limits = "depth<S[0]&&poll[0]===0";
    const is = isMethod ? `${self}!==undefined&&` : "";
    const seen = this.target(pc, isMethod);
    let text = this.at(pc);
    if (seen !== "class" && seen !== "native") {
      text += `if(${is}${callee} instanceof PyFunction&&(e=${callee}.code.entry)!==null&&` +
        `${callee}.code.exactArgs===${isMethod ? C + 1 : C}&&${limits}){` +
        `if((v=e(${callee},depth+1${
          isMethod ? "," + self : ""
        }${list}))===undefined)${this.failed}}else `;
    }
    if (C <= 3 && seen !== "class" && seen !== "function") {
      const kind = isMethod
        ? `${self}!==undefined&&${callee} instanceof PyMethodDescriptor`
        : `${callee} instanceof PyBuiltinFunction`;
      text += `if(${kind}&&${callee}.accepts(${C})&&S[0]!==0){S[1]=depth;` +
        `v=${callee}.native(${
          isMethod ? self + list : args.join()
        });if(v===undefined)v=NONE;}else `;
    }
    if (seen === "class") {
      text += `if((t=${callee}.maker)!==undefined&&t.version===${callee}.version&&` +
        `(e=t.init.code.entry)!==null&&t.init.code.exactArgs===${C + 1}&&` +
        `${callee}.ctor!==null&&${limits}){w=new ${callee}.ctor();` +
        `if((v=e(t.init,depth+1,w${list}))===undefined){calls.initLeft(w);${this.failed}}` +
        `if(v!==NONE)throw ops.badInit(v);v=w;}else `;
    }
    const learns = isMethod || seen !== "unknown"
      ? ""
      : `if(ops.coldClass(code,${pc},${callee}))${this.exit(pc)}`;
    text +=
      `{${learns}S[1]=depth;if((v=calls.callAny(${callee},${self},[${args}],undefined,depth))===undefined)` +
      `${this.failed}}`;
    return text;
  }

  /** LOAD_METHOD: functions of classes stand on the prototype, methods of builtin types are kept here for each site. */
  protected loadMethod(pc: number): void {
    const { ints, code } = this;
    const A = ints[pc + 1], C = ints[pc + 3];
    const o = this.r(ints[pc + 2]);
    const key = this.key(C), method = JSON.stringify("$" + code.names[C]);
    const seen = code.targets?.[pc >> 2];
    const isFunction = seen instanceof MethodSite && seen.func instanceof PyFunction;
    // A or A + 1 may be the object's register
    const set = (f: string): string => `{v=${o};${this.r(A)}=${f};${this.r(A + 1)}=v;}`;
    let text = "";
    if (isFunction || seen === undefined) {
      text += `if(typeof ${o}==="object"&&${o}.plainGet&&(t=${o}[${method}])!==undefined&&` +
        `${o}[${key}]===undefined)${set("t")}else `;
    }
    let note = "";
    if (!isFunction) {
      const str = StrType.lookup(code.names[C]);
      if (str instanceof PyMethodDescriptor) {
        text += `if(typeof ${o}==="string")${set(this.named(`s${C}`, str))}else `;
      }
      const cls = `c${pc}`, cached = `m${pc}`;
      this.caches.push(cls, cached);
      text += `if(typeof ${o}==="object"&&${o}.cls===${cls})${set(cached)}else `;
      note = `if((t=ops.fixedMethodClass(v,${this.r(A)}))!==undefined){${cls}=t;${cached}=${
        this.r(A)
      };}`;
    }
    this.out(
      `${text}{${this.away(pc)}v=${o};${this.r(A)}=ops.loadMethod(v,${this.name(C)},${key});` +
        `${this.r(A + 1)}=method.self;${note}}`,
    );
  }

  /** What tier 0 has seen the call to call. */
  protected target(pc: number, isMethod: boolean): "function" | "class" | "native" | "unknown" {
    const { code, ints } = this;
    let seen: unknown;
    if (isMethod) {
      // the LOAD_METHOD that goes with it
      let at = pc - 4;
      while (at >= 0 && !(ints[at] === Op.LOAD_METHOD && ints[at + 1] === ints[pc + 2])) at -= 4;
      seen = at < 0 ? undefined : code.targets?.[at >> 2];
      if (!(seen instanceof MethodSite)) return "unknown";
      return seen.func instanceof PyFunction ? "function" : "native";
    }
    seen = code.targets?.[pc >> 2];
    return seen === undefined ? "unknown" : seen instanceof PyType ? "class" : "function";
  }

  protected callKeywords(pc: number, isMethod: boolean): void {
    const B = this.ints[pc + 2], C = this.ints[pc + 3];
    const args: string[] = [];
    for (let i = 0; i < C; i++) args.push(this.r(B + (isMethod ? 2 : 1) + i));
    const names = this.ints[pc + 5];
    const kw = this.named(`n${names}`, names);
    this.constants.set(kw, this.code.consts[names]);
    this.out(
      this.operation(
        pc,
        `calls.callAny(${this.r(B)},${isMethod ? this.r(B + 1) : "undefined"},[${args}],` +
          `keywordNames(${kw}),depth)`,
      ),
    );
  }

  protected global(index: number, pc: number): string {
    const { code } = this;
    const A = this.r(this.ints[pc + 1]);
    const slow = `scope.resolveGlobal(code,home.globals,home.builtins,${index})`;
    const cell = code.globalCells?.[index] as object | undefined;
    const builtin = code.builtinCells?.[index] as object | undefined;
    if (cell === undefined || cell === UNLINKED) {
      return `${this.away(pc)}${A}=${slow};`;
    }
    const g = this.named(`g${index}`, cell), b = this.named(`b${index}`, builtin);
    return `if((v=${g}.v)===undefined&&(v=${b}.v)===undefined){${this.away(pc)}` +
      `v=${slow};}${A}=v;`;
  }
}
