// The one table of opcodes. The compiler, the evaluation loop, the disassembler, the flow analyses and
// the JIT read it; nothing else knows what an operand means.
//
// The machine has registers. An instruction is four int32 in one Int32Array: op, A, B, C; a position in
// it (pc, jump targets, the exception table) counts ints and is a multiple of 4. What is kept once for an
// instruction (feedback, counters, locations) is indexed by pc >> 2.
//
// Registers of a frame: the arguments in the order of co_varnames, the other locals, the cell variables
// that are not arguments, the free variables, then the temporaries. An unset local is `undefined`. An
// operand names a register with no check: where a local may be unset the compiler puts CHECK_LOCAL
// before. A register of a cell or free variable holds a Cell: from MAKE_CELL on, the frame's first
// instructions, and from the call on, which copies the function's closure into the free variables' registers.
//
// An instruction reads all its operands before it writes, and writes only when it has succeeded, so a
// destination may also be an operand and an assignment inside `try` leaves its target alone when it fails.
//
// Exceptions: the table of a code object (see code.ts) says which handler covers an instruction; entering
// a handler puts the exception into its register and, where asked for, the position of the instruction
// that failed into another. A handler begins with PUSH_EXC and ends with POP_EXC or RERAISE.
//
// The numbers are part of the serialised form and of the evaluation loop (a `switch` needs literals):
// a change of them needs a new FORMAT_VERSION in serialize.ts.

/**
 * A row: number, name, roles of A, B and C, roles of the EXTRA instruction that follows (or ""), flags, meaning.
 *
 * Roles: `w` register written, `r` read, `rw` both, `d` made unset, `k` index into consts, `n` index into
 * names, `j` jump target, `i` plain number, `` unused. `?`: for `r`, -1 (none) is allowed, or the register
 * may be unset; for `d`, that it may be unset before. `w2`, `r3` …: so many consecutive registers;
 * `wC`, `rC+1`, `r2C`: a number of them that C gives; `wX`: as UNPACK_EX says.
 * Flags: `raises` it may raise, `jumps` C is a target, `ends` control never reaches the next instruction.
 */
type Row = readonly [number, string, string, string, string, string, string, string];

// deno-fmt-ignore One row is one line.
const TABLE = [
  // Moves, constants, the state of locals.
  [0, "NOP", "", "", "", "", "", "Nothing; it only carries a line of the source for tracing (`pass`, `try:`, `break` …)."],
  [1, "EXTRA", "i", "i", "i", "", "", "Further operands of the instruction before it; never dispatched."],
  [2, "MOVE", "w", "r", "", "", "", "A = B. B is bound, or a cell."],
  [3, "LOAD_CONST", "w", "k", "", "", "", "A = consts[B]."],
  [4, "CHECK_LOCAL", "r", "", "", "", "raises", "UnboundLocalError when local A is unset."],
  [5, "DELETE_LOCAL", "d", "", "", "", "raises", "`del A`: UnboundLocalError when A is unset already, else A becomes unset."],
  [6, "SAVE_LOCAL", "w", "d", "", "", "", "A = B, set or not (or a cell), then B becomes unset: an inlined comprehension takes the name over."],
  [7, "RESTORE_LOCAL", "w", "r?", "", "", "", "A = B, set or not: the end of what SAVE_LOCAL began."],
  [8, "UNSET", "d?", "", "", "", "", "A becomes unset, with no check."],
  // Arithmetic. Each of the four families has the operators in the same order, so op - ADD, op - INPLACE_ADD … is the operator.
  [9, "ADD", "w", "r", "r", "", "raises", "A = B + C."],
  [10, "SUB", "w", "r", "r", "", "raises", "A = B - C."],
  [11, "MUL", "w", "r", "r", "", "raises", "A = B * C."],
  [12, "TRUE_DIV", "w", "r", "r", "", "raises", "A = B / C."],
  [13, "FLOOR_DIV", "w", "r", "r", "", "raises", "A = B // C."],
  [14, "MOD", "w", "r", "r", "", "raises", "A = B % C."],
  [15, "POW", "w", "r", "r", "", "raises", "A = B ** C."],
  [16, "LSHIFT", "w", "r", "r", "", "raises", "A = B << C."],
  [17, "RSHIFT", "w", "r", "r", "", "raises", "A = B >> C."],
  [18, "AND", "w", "r", "r", "", "raises", "A = B & C."],
  [19, "OR", "w", "r", "r", "", "raises", "A = B | C."],
  [20, "XOR", "w", "r", "r", "", "raises", "A = B ^ C."],
  [21, "MATMUL", "w", "r", "r", "", "raises", "A = B @ C."],
  [22, "INPLACE_ADD", "w", "r", "r", "", "raises", "A = B += C (tries the in-place method first)."],
  [23, "INPLACE_SUB", "w", "r", "r", "", "raises", "A = B -= C (tries the in-place method first)."],
  [24, "INPLACE_MUL", "w", "r", "r", "", "raises", "A = B *= C (tries the in-place method first)."],
  [25, "INPLACE_TRUE_DIV", "w", "r", "r", "", "raises", "A = B /= C (tries the in-place method first)."],
  [26, "INPLACE_FLOOR_DIV", "w", "r", "r", "", "raises", "A = B //= C (tries the in-place method first)."],
  [27, "INPLACE_MOD", "w", "r", "r", "", "raises", "A = B %= C (tries the in-place method first)."],
  [28, "INPLACE_POW", "w", "r", "r", "", "raises", "A = B **= C (tries the in-place method first)."],
  [29, "INPLACE_LSHIFT", "w", "r", "r", "", "raises", "A = B <<= C (tries the in-place method first)."],
  [30, "INPLACE_RSHIFT", "w", "r", "r", "", "raises", "A = B >>= C (tries the in-place method first)."],
  [31, "INPLACE_AND", "w", "r", "r", "", "raises", "A = B &= C (tries the in-place method first)."],
  [32, "INPLACE_OR", "w", "r", "r", "", "raises", "A = B |= C (tries the in-place method first)."],
  [33, "INPLACE_XOR", "w", "r", "r", "", "raises", "A = B ^= C (tries the in-place method first)."],
  [34, "INPLACE_MATMUL", "w", "r", "r", "", "raises", "A = B @= C (tries the in-place method first)."],
  [35, "ADD_K", "w", "r", "k", "", "raises", "A = B + consts[C]."],
  [36, "SUB_K", "w", "r", "k", "", "raises", "A = B - consts[C]."],
  [37, "MUL_K", "w", "r", "k", "", "raises", "A = B * consts[C]."],
  [38, "TRUE_DIV_K", "w", "r", "k", "", "raises", "A = B / consts[C]."],
  [39, "FLOOR_DIV_K", "w", "r", "k", "", "raises", "A = B // consts[C]."],
  [40, "MOD_K", "w", "r", "k", "", "raises", "A = B % consts[C]."],
  [41, "POW_K", "w", "r", "k", "", "raises", "A = B ** consts[C]."],
  [42, "LSHIFT_K", "w", "r", "k", "", "raises", "A = B << consts[C]."],
  [43, "RSHIFT_K", "w", "r", "k", "", "raises", "A = B >> consts[C]."],
  [44, "AND_K", "w", "r", "k", "", "raises", "A = B & consts[C]."],
  [45, "OR_K", "w", "r", "k", "", "raises", "A = B | consts[C]."],
  [46, "XOR_K", "w", "r", "k", "", "raises", "A = B ^ consts[C]."],
  [47, "INPLACE_ADD_K", "w", "r", "k", "", "raises", "A = B += consts[C]."],
  [48, "INPLACE_SUB_K", "w", "r", "k", "", "raises", "A = B -= consts[C]."],
  [49, "INPLACE_MUL_K", "w", "r", "k", "", "raises", "A = B *= consts[C]."],
  [50, "INPLACE_TRUE_DIV_K", "w", "r", "k", "", "raises", "A = B /= consts[C]."],
  [51, "INPLACE_FLOOR_DIV_K", "w", "r", "k", "", "raises", "A = B //= consts[C]."],
  [52, "INPLACE_MOD_K", "w", "r", "k", "", "raises", "A = B %= consts[C]."],
  [53, "INPLACE_POW_K", "w", "r", "k", "", "raises", "A = B **= consts[C]."],
  [54, "INPLACE_LSHIFT_K", "w", "r", "k", "", "raises", "A = B <<= consts[C]."],
  [55, "INPLACE_RSHIFT_K", "w", "r", "k", "", "raises", "A = B >>= consts[C]."],
  [56, "INPLACE_AND_K", "w", "r", "k", "", "raises", "A = B &= consts[C]."],
  [57, "INPLACE_OR_K", "w", "r", "k", "", "raises", "A = B |= consts[C]."],
  [58, "INPLACE_XOR_K", "w", "r", "k", "", "raises", "A = B ^= consts[C]."],
  [59, "NEGATIVE", "w", "r", "", "", "raises", "A = -B."],
  [60, "POSITIVE", "w", "r", "", "", "raises", "A = +B."],
  [61, "INVERT", "w", "r", "", "", "raises", "A = ~B."],
  [62, "NOT", "w", "r", "", "", "raises", "A = not B."],
  // Comparison. The same order in each family (CPython's: < <= == != > >=).
  [63, "LT", "w", "r", "r", "", "raises", "A = B < C (any object: rich comparison does not have to give a bool)."],
  [64, "LE", "w", "r", "r", "", "raises", "A = B <= C (any object: rich comparison does not have to give a bool)."],
  [65, "EQ", "w", "r", "r", "", "raises", "A = B == C (any object: rich comparison does not have to give a bool)."],
  [66, "NE", "w", "r", "r", "", "raises", "A = B != C (any object: rich comparison does not have to give a bool)."],
  [67, "GT", "w", "r", "r", "", "raises", "A = B > C (any object: rich comparison does not have to give a bool)."],
  [68, "GE", "w", "r", "r", "", "raises", "A = B >= C (any object: rich comparison does not have to give a bool)."],
  [69, "LT_K", "w", "r", "k", "", "raises", "A = B < consts[C]."],
  [70, "LE_K", "w", "r", "k", "", "raises", "A = B <= consts[C]."],
  [71, "EQ_K", "w", "r", "k", "", "raises", "A = B == consts[C]."],
  [72, "NE_K", "w", "r", "k", "", "raises", "A = B != consts[C]."],
  [73, "GT_K", "w", "r", "k", "", "raises", "A = B > consts[C]."],
  [74, "GE_K", "w", "r", "k", "", "raises", "A = B >= consts[C]."],
  [75, "IS", "w", "r", "r", "", "", "A = B is C."],
  [76, "IS_NOT", "w", "r", "r", "", "", "A = B is not C."],
  [77, "IN", "w", "r", "r", "", "raises", "A = B in C."],
  [78, "NOT_IN", "w", "r", "r", "", "raises", "A = B not in C."],
  [79, "IN_K", "w", "r", "k", "", "raises", "A = B in consts[C]."],
  [80, "NOT_IN_K", "w", "r", "k", "", "raises", "A = B not in consts[C]."],
  // Jumps: the target is always C, an absolute index into the instructions.
  [81, "JUMP", "", "", "j", "", "ends jumps", "To C; forward, or backward inside an await (no interrupt check)."],
  [82, "JUMP_BACKWARD", "", "", "j", "", "ends jumps", "To C, the head of a loop: interrupts are looked at and the loop is counted here."],
  [83, "JUMP_IF_TRUE", "r", "", "j", "", "raises jumps", "To C if A is true."],
  [84, "JUMP_IF_FALSE", "r", "", "j", "", "raises jumps", "To C if A is false."],
  [85, "JUMP_IF_NONE", "r", "", "j", "", "jumps", "To C if A is None."],
  [86, "JUMP_IF_NOT_NONE", "r", "", "j", "", "jumps", "To C if A is not None."],
  [87, "JUMP_IF_LT", "r", "r", "j", "", "raises jumps", "To C if the truth of A < B is true."],
  [88, "JUMP_IF_LE", "r", "r", "j", "", "raises jumps", "To C if the truth of A <= B is true."],
  [89, "JUMP_IF_EQ", "r", "r", "j", "", "raises jumps", "To C if the truth of A == B is true."],
  [90, "JUMP_IF_NE", "r", "r", "j", "", "raises jumps", "To C if the truth of A != B is true."],
  [91, "JUMP_IF_GT", "r", "r", "j", "", "raises jumps", "To C if the truth of A > B is true."],
  [92, "JUMP_IF_GE", "r", "r", "j", "", "raises jumps", "To C if the truth of A >= B is true."],
  [93, "JUMP_IF_NOT_LT", "r", "r", "j", "", "raises jumps", "To C if the truth of A < B is false."],
  [94, "JUMP_IF_NOT_LE", "r", "r", "j", "", "raises jumps", "To C if the truth of A <= B is false."],
  [95, "JUMP_IF_NOT_EQ", "r", "r", "j", "", "raises jumps", "To C if the truth of A == B is false."],
  [96, "JUMP_IF_NOT_NE", "r", "r", "j", "", "raises jumps", "To C if the truth of A != B is false."],
  [97, "JUMP_IF_NOT_GT", "r", "r", "j", "", "raises jumps", "To C if the truth of A > B is false."],
  [98, "JUMP_IF_NOT_GE", "r", "r", "j", "", "raises jumps", "To C if the truth of A >= B is false."],
  [99, "JUMP_IF_LT_K", "r", "k", "j", "", "raises jumps", "To C if the truth of A < consts[B] is true."],
  [100, "JUMP_IF_LE_K", "r", "k", "j", "", "raises jumps", "To C if the truth of A <= consts[B] is true."],
  [101, "JUMP_IF_EQ_K", "r", "k", "j", "", "raises jumps", "To C if the truth of A == consts[B] is true."],
  [102, "JUMP_IF_NE_K", "r", "k", "j", "", "raises jumps", "To C if the truth of A != consts[B] is true."],
  [103, "JUMP_IF_GT_K", "r", "k", "j", "", "raises jumps", "To C if the truth of A > consts[B] is true."],
  [104, "JUMP_IF_GE_K", "r", "k", "j", "", "raises jumps", "To C if the truth of A >= consts[B] is true."],
  [105, "JUMP_IF_NOT_LT_K", "r", "k", "j", "", "raises jumps", "To C if the truth of A < consts[B] is false."],
  [106, "JUMP_IF_NOT_LE_K", "r", "k", "j", "", "raises jumps", "To C if the truth of A <= consts[B] is false."],
  [107, "JUMP_IF_NOT_EQ_K", "r", "k", "j", "", "raises jumps", "To C if the truth of A == consts[B] is false."],
  [108, "JUMP_IF_NOT_NE_K", "r", "k", "j", "", "raises jumps", "To C if the truth of A != consts[B] is false."],
  [109, "JUMP_IF_NOT_GT_K", "r", "k", "j", "", "raises jumps", "To C if the truth of A > consts[B] is false."],
  [110, "JUMP_IF_NOT_GE_K", "r", "k", "j", "", "raises jumps", "To C if the truth of A >= consts[B] is false."],
  [111, "JUMP_IF_IS", "r", "r", "j", "", "jumps", "To C if A is B."],
  [112, "JUMP_IF_IS_NOT", "r", "r", "j", "", "jumps", "To C if A is not B."],
  [113, "JUMP_IF_IN", "r", "r", "j", "", "raises jumps", "To C if A in B."],
  [114, "JUMP_IF_NOT_IN", "r", "r", "j", "", "raises jumps", "To C if A not in B."],
  [115, "JUMP_IF_IN_K", "r", "k", "j", "", "raises jumps", "To C if A in consts[B]."],
  [116, "JUMP_IF_NOT_IN_K", "r", "k", "j", "", "raises jumps", "To C if A not in consts[B]."],
  // Names. A is the value's register in loads and stores alike.
  [117, "LOAD_GLOBAL", "w", "n", "", "", "raises", "A = the global or builtin names[B] (NameError)."],
  [118, "STORE_GLOBAL", "r", "n", "", "", "raises", "The global names[B] = A."],
  [119, "DELETE_GLOBAL", "", "n", "", "", "raises", "`del` of the global names[B] (NameError)."],
  [120, "LOAD_NAME", "w", "n", "", "", "raises", "A = names[B] from the frame's namespace, its globals, its builtins (NameError)."],
  [121, "STORE_NAME", "r", "n", "", "", "raises", "names[B] = A in the frame's namespace."],
  [122, "DELETE_NAME", "", "n", "", "", "raises", "`del` of names[B] in the frame's namespace (NameError)."],
  [123, "MAKE_CELL", "rw", "", "", "", "", "A = a new cell that holds A's value, or is empty if A is unset."],
  [124, "LOAD_DEREF", "w", "r", "", "", "raises", "A = the content of cell B (empty: UnboundLocalError for a cell variable, NameError for a free one)."],
  [125, "STORE_DEREF", "r", "r", "", "", "", "The content of cell B = A."],
  [126, "DELETE_DEREF", "", "r", "", "", "raises", "Cell B becomes empty (error as LOAD_DEREF if it was)."],
  [127, "LOAD_FROM_DICT_OR_DEREF", "w", "r", "r", "", "raises", "A = the name of cell B, looked up in the mapping C, then in the cell."],
  [128, "LOAD_FROM_DICT_OR_GLOBALS", "w", "n", "r", "", "raises", "A = names[B], looked up in the mapping C, then as a global."],
  [129, "LOAD_LOCALS", "w", "", "", "", "raises", "A = the frame's namespace (a class body's)."],
  [130, "SETUP_ANNOTATIONS", "", "", "", "", "raises", "Makes sure that the frame's namespace has `__annotations__`."],
  [131, "LOAD_BUILD_CLASS", "w", "", "", "", "raises", "A = builtins.__build_class__ (NameError)."],
  [132, "LOAD_ASSERTION_ERROR", "w", "", "", "", "", "A = the AssertionError class, whatever the name is bound to."],
  // Attributes and subscripts. A is the value, B the object, C the name or key.
  [133, "LOAD_ATTR", "w", "r", "n", "", "raises", "A = B.names[C]."],
  [134, "STORE_ATTR", "r", "r", "n", "", "raises", "B.names[C] = A."],
  [135, "DELETE_ATTR", "", "r", "n", "", "raises", "del B.names[C]."],
  [136, "LOAD_METHOD", "w2", "r", "n", "", "raises", "For a call B.names[C](…): A, A+1 = function, B when the attribute is a plain method of the class; else A, A+1 = the attribute's value, unset."],
  [137, "LOAD_SUPER_ATTR", "w", "r3", "n", "", "raises", "super(…).name: B = `super` as found, B+1 = the class, B+2 = self: A = attribute names[C]; written with two arguments."],
  [138, "LOAD_ZERO_SUPER_ATTR", "w", "r3", "n", "", "raises", "The same, written `super()`: if B is not the builtin super, it is called without arguments."],
  [139, "LOAD_SUPER_METHOD", "w2", "r3", "n", "", "raises", "LOAD_SUPER_ATTR for a call, with A and A+1 as in LOAD_METHOD."],
  [140, "LOAD_ZERO_SUPER_METHOD", "w2", "r3", "n", "", "raises", "LOAD_ZERO_SUPER_ATTR for a call."],
  [141, "LOAD_SUBSCR", "w", "r", "r", "", "raises", "A = B[C]."],
  [142, "LOAD_SUBSCR_K", "w", "r", "k", "", "raises", "A = B[consts[C]]."],
  [143, "STORE_SUBSCR", "r", "r", "r", "", "raises", "B[C] = A."],
  [144, "STORE_SUBSCR_K", "r", "r", "k", "", "raises", "B[consts[C]] = A."],
  [145, "DELETE_SUBSCR", "", "r", "r", "", "raises", "del B[C]."],
  [146, "LOAD_SLICE", "w", "r", "r2", "", "raises", "A = B[C:C+1 registers] (bounds that are absent are None)."],
  [147, "STORE_SLICE", "r", "r", "r2", "", "raises", "B[C:C+1 registers] = A."],
  [148, "BUILD_SLICE", "w", "rC", "i", "", "", "A = slice(B …) of C = 2 or 3 registers."],
  // Calls.
  [149, "CALL", "w", "rC+1", "i", "", "raises", "A = B(B+1 … B+C)."],
  [150, "CALL_KW", "w", "rC+1", "i", "k", "raises", "The same where the last arguments are keywords, named by the tuple consts[extra A]; C counts all."],
  [151, "CALL_METHOD", "w", "rC+2", "i", "", "raises", "After LOAD_METHOD into B, B+1: A = B(B+1, B+2 … B+1+C), without B+1 when that is unset."],
  [152, "CALL_METHOD_KW", "w", "rC+2", "i", "k", "raises", "The same with keywords, as CALL_KW."],
  [153, "CALL_EX", "w", "rC+2", "i", "", "raises", "A = B(*B+1) if C is 0, B(*B+1, **B+2) if 1. B+1: any iterable; B+2: a dict made for this call."],
  [154, "RETURN_VALUE", "r", "", "", "", "ends", "Returns A."],
  [155, "RETURN_CONST", "", "k", "", "", "ends", "Returns consts[B]."],
  [156, "MAKE_FUNCTION", "w", "k", "i", "r", "", "A = a function of code consts[B]. C: bits MakeFunction.*; if not 0, an EXTRA follows, and from its register A on stand, in this order, those that C names: the tuple of defaults, the dict of keyword-only defaults, the tuple of annotations (name, value, …), the tuple of closure cells."],
  // Containers and strings, from consecutive registers.
  [157, "BUILD_TUPLE", "w", "rC", "i", "", "", "A = the tuple of the C registers from B."],
  [158, "BUILD_LIST", "w", "rC", "i", "", "", "A = the list of the C registers from B."],
  [159, "BUILD_LIST_K", "w", "k", "", "", "", "A = a new list of the items of the tuple consts[B]."],
  [160, "BUILD_SET", "w", "rC", "i", "", "raises", "A = the set of the C registers from B."],
  [161, "BUILD_SET_K", "w", "k", "", "", "", "A = a new set of the items of the frozenset consts[B]."],
  [162, "BUILD_MAP", "w", "r2C", "i", "", "raises", "A = the dict of C pairs: key B, value B+1, key B+2 …"],
  [163, "BUILD_MAP_K", "w", "rC", "i", "k", "", "A = the dict of C values from B with the keys of the tuple consts[extra A]."],
  [164, "BUILD_STRING", "w", "rC", "i", "", "", "A = the C strings from B, joined."],
  [165, "LIST_APPEND", "r", "r", "", "", "", "Appends B to the list A."],
  [166, "SET_ADD", "r", "r", "", "", "raises", "Adds B to the set A."],
  [167, "MAP_ADD", "r", "r", "r", "", "raises", "In the dict A: [B] = C."],
  [168, "LIST_EXTEND", "r", "r", "", "", "raises", "Extends the list A by the iterable B (TypeError: Value after * must be an iterable, not …)."],
  [169, "SET_UPDATE", "r", "r", "", "", "raises", "Adds the items of B to the set A."],
  [170, "DICT_UPDATE", "r", "r", "", "", "raises", "Dict A updated by the mapping B (TypeError: '…' object is not a mapping)."],
  [171, "DICT_MERGE", "r", "r", "r", "", "raises", "The same for the keywords of a call to C: TypeErrors for what is no mapping and for a repeated keyword name C."],
  [172, "LIST_TO_TUPLE", "w", "r", "", "", "", "A = tuple of the list B."],
  [173, "UNPACK_SEQUENCE", "wC", "r", "i", "", "raises", "The C registers from A = the items of B, written once all are there (ValueError)."],
  [174, "UNPACK_EX", "wX", "r", "i", "", "raises", "`a, *b, c = B`: C = before | after << 8; registers from A: before, the list, after."],
  [175, "CONVERT_VALUE", "w", "r", "i", "", "raises", "A = str(B), repr(B), ascii(B) for C = 1, 2, 3."],
  [176, "FORMAT_SIMPLE", "w", "r", "", "", "raises", "A = format(B, '') (a str is itself)."],
  [177, "FORMAT_WITH_SPEC", "w", "r", "r", "", "raises", "A = format(B, C)."],
  // Iteration.
  [178, "GET_ITER", "w", "r", "", "", "raises", "A = iter(B)."],
  [179, "FOR_ITER", "r", "w", "j", "", "raises jumps", "B = the next item of the iterator A; when it is exhausted, to C (B is left alone)."],
  [180, "GET_AITER", "w", "r", "", "", "raises", "A = aiter(B), checked as `async for` does."],
  [181, "GET_ANEXT", "w", "r", "", "", "raises", "A = the awaitable of anext(B), checked as `async for` does."],
  [182, "END_ASYNC_FOR", "r", "", "", "", "raises", "A is the exception out of an anext: StopAsyncIteration goes on with the next instruction, any other is raised again (as RERAISE)."],
  // Generators and coroutines. StopIteration out of a generator's frame becomes RuntimeError in the frame's exit, not by code.
  [183, "RETURN_GENERATOR", "", "", "", "", "", "Makes the generator, coroutine or asynchronous generator of this frame and returns it; it resumes behind this instruction."],
  [184, "YIELD_VALUE", "w", "r", "r?", "", "raises", "Yields B; A = what is sent in. C: -1 for `yield` (an asynchronous generator wraps the value), else the register of the iterator that `await` or `yield from` delegates to."],
  [185, "GET_YIELD_FROM_ITER", "w", "r", "", "", "raises", "A = B if it is a generator (or a coroutine where one may stand), else iter(B)."],
  [186, "GET_AWAITABLE", "w", "r", "i", "", "raises", "A = the iterator of `await B`. C: 0, or 1, 2 if B came from __aenter__, __aexit__ (for the message)."],
  [187, "SEND", "r", "rw", "j", "", "raises jumps", "B = what the iterator A gives when B is sent; when it returns, B = its value, and to C."],
  [188, "CLEANUP_THROW", "w", "r", "j", "", "raises jumps ends", "Handler of a delegating yield: if the exception B is a StopIteration, A = its value and to C; else B is raised again (as RERAISE)."],
  // Exceptions and with.
  [189, "RAISE", "r?", "r?", "", "", "raises ends", "`raise A from B`; B = -1: no `from`; A = -1 too: the current exception again, as RERAISE does it (no traceback entry of its own, no trace event)."],
  [190, "RERAISE", "r", "r?", "", "", "raises ends", "A goes on rising, with no traceback entry of its own; B: -1, or the register where the handler's entry left the position to restore."],
  [191, "PUSH_EXC", "w", "r", "", "", "", "A = the frame's current exception (or unset), which becomes B."],
  [192, "POP_EXC", "r?", "", "", "", "", "The frame's current exception = A."],
  [193, "JUMP_IF_NOT_EXC_MATCH", "r", "r", "j", "", "raises jumps", "`except B:` — to C unless the exception A matches the class or tuple B (TypeError if B is neither)."],
  [194, "CHECK_EG_MATCH", "w2", "r", "r", "", "raises", "`except* C:` on the group or exception B: A = the rest or None, A+1 = what matched or None; if something did, it becomes the frame's current exception."],
  [195, "PREP_RERAISE_STAR", "w", "r", "r", "", "raises", "End of `except*`: A = the exception to raise from the original B and the list C of what handlers raised and left, or None."],
  [196, "BEFORE_WITH", "w2", "r", "", "", "raises", "A = B.__enter__(), A+1 = B.__exit__, bound."],
  [197, "BEFORE_ASYNC_WITH", "w2", "r", "", "", "raises", "A = B.__aenter__() (to be awaited), A+1 = B.__aexit__, bound."],
  [198, "WITH_EXIT", "w", "r", "", "", "raises", "A = B(None, None, None)."],
  [199, "WITH_EXCEPT_START", "w", "r", "r", "", "raises", "A = B(type(C), C, C.__traceback__)."],
  // Pattern matching.
  [200, "MATCH_SEQUENCE", "w", "r", "", "", "", "A = whether B is a sequence for `match`."],
  [201, "MATCH_MAPPING", "w", "r", "", "", "", "A = whether B is a mapping for `match`."],
  [202, "MATCH_KEYS", "w", "r", "r", "", "raises", "A = the tuple of the values in B of the keys in the tuple C, or None if one is missing."],
  [203, "MATCH_CLASS", "w", "r2", "i", "k", "raises", "Subject B, class B+1, C positional patterns, keyword names consts[extra A]: A = the tuple of the attributes, or None."],
  [204, "GET_LEN", "w", "r", "", "", "raises", "A = len(B)."],
  // Imports and intrinsics.
  [205, "IMPORT_NAME", "w", "n", "k", "k", "raises", "A = __import__(names[B], …, level consts[C], fromlist consts[extra A])."],
  [206, "IMPORT_FROM", "w", "r", "n", "", "raises", "A = `from B import names[C]`."],
  [207, "CALL_INTRINSIC_1", "w", "r", "i", "", "raises", "A = intrinsic C (Intrinsic1.*) of B."],
  [208, "CALL_INTRINSIC_2", "w", "r2", "i", "", "raises", "A = intrinsic C (Intrinsic2.*) of B and B+1."],
] as const satisfies readonly Row[];

/** The name of an opcode. */
export type OpName = typeof TABLE[number][1];

/** What the table says about an opcode. */
export interface OpInfo {
  readonly op: number;
  readonly name: OpName;
  readonly a: string;
  readonly b: string;
  readonly c: string;
  /** Roles of the operands of the EXTRA instruction that follows, or "" where none does. */
  readonly extra: string;
  readonly raises: boolean;
  readonly jumps: boolean;
  readonly ends: boolean;
  readonly doc: string;
}

/** Opcode numbers by name. */
export const Op: { readonly [K in OpName]: number } = Object.fromEntries(
  TABLE.map((row) => [row[1], row[0]]),
) as { [K in OpName]: number };

/** The table, by opcode number. */
export const OPS: readonly OpInfo[] = TABLE.map((row: Row) => ({
  op: row[0],
  name: row[1] as OpName,
  a: row[2],
  b: row[3],
  c: row[4],
  extra: row[5],
  raises: row[6].includes("raises"),
  jumps: row[6].includes("jumps"),
  ends: row[6].includes("ends"),
  doc: row[7],
}));

/** Bits of MAKE_FUNCTION's operand C. */
export const MakeFunction = {
  DEFAULTS: 1,
  KWDEFAULTS: 2,
  ANNOTATIONS: 4,
  CLOSURE: 8,
} as const;

/** Operand C of CALL_INTRINSIC_1. */
export const Intrinsic1 = {
  /** Interactive mode: sys.displayhook(B). */
  PRINT: 1,
  /** `from B import *` into the frame's namespace. */
  IMPORT_STAR: 2,
  /** A type variable called B. */
  TYPEVAR: 3,
  PARAMSPEC: 4,
  TYPEVARTUPLE: 5,
  /** typing.Generic[*B], the base that a class with type parameters gets. */
  SUBSCRIPT_GENERIC: 6,
  /** TypeAliasType of the tuple B: (name, type parameters or None, function that computes the value). */
  TYPEALIAS: 7,
  /** A `for` over the iterator B is left before its end. */
  LEAVE_FOR: 8,
} as const;

/** Operand C of CALL_INTRINSIC_2. */
export const Intrinsic2 = {
  /** A type variable called B with the function B+1 for its bound. */
  TYPEVAR_WITH_BOUND: 1,
  /** The same with the function B+1 for its constraints. */
  TYPEVAR_WITH_CONSTRAINTS: 2,
  /** The function B, after `B.__type_params__ = B+1`. */
  SET_FUNCTION_TYPE_PARAMS: 3,
  /** The type parameter B, after its default is to be computed by the function B+1. */
  SET_TYPEPARAM_DEFAULT: 4,
} as const;
