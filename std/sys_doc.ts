// The doc string of `sys`, which `help(sys)` shows.

/** `sys.__doc__` */
export const SYS_DOC: string =
  "This module provides access to some objects used or maintained by the\n" +
  "interpreter and to functions that interact strongly with the interpreter.\n" +
  "\n" +
  "Dynamic objects:\n" +
  "\n" +
  "argv -- command line arguments; argv[0] is the script pathname if known\n" +
  "path -- module search path; path[0] is the script directory, else ''\n" +
  "modules -- dictionary of loaded modules\n" +
  "\n" +
  "displayhook -- called to show results in an interactive session\n" +
  "excepthook -- called to handle any uncaught exception other than SystemExit\n" +
  "  To customize printing in an interactive session or to install a custom\n" +
  "  top-level exception handler, assign other functions to replace these.\n" +
  "\n" +
  "stdin -- standard input file object; used by input()\n" +
  "stdout -- standard output file object; used by print()\n" +
  "stderr -- standard error object; used for error messages\n" +
  "  By assigning other file objects (or objects that behave like files)\n" +
  "  to these, it is possible to redirect all of the interpreter's I/O.\n" +
  "\n" +
  "last_exc - the last uncaught exception\n" +
  "  Only available in an interactive session after a\n" +
  "  traceback has been printed.\n" +
  "last_type -- type of last uncaught exception\n" +
  "last_value -- value of last uncaught exception\n" +
  "last_traceback -- traceback of last uncaught exception\n" +
  "  These three are the (deprecated) legacy representation of last_exc.\n" +
  "\n" +
  "Static objects:\n" +
  "\n" +
  "builtin_module_names -- tuple of module names built into this interpreter\n" +
  "copyright -- copyright notice pertaining to this interpreter\n" +
  "exec_prefix -- prefix used to find the machine-specific Python library\n" +
  "executable -- absolute path of the executable binary of the Python interpreter\n" +
  "float_info -- a named tuple with information about the float implementation.\n" +
  "float_repr_style -- string indicating the style of repr() output for floats\n" +
  "hash_info -- a named tuple with information about the hash algorithm.\n" +
  "hexversion -- version information encoded as a single integer\n" +
  "implementation -- Python implementation information.\n" +
  "int_info -- a named tuple with information about the int implementation.\n" +
  "maxsize -- the largest supported length of containers.\n" +
  "maxunicode -- the value of the largest Unicode code point\n" +
  "platform -- platform identifier\n" +
  "prefix -- prefix used to find the Python library\n" +
  "thread_info -- a named tuple with information about the thread implementation.\n" +
  "version -- the version of this interpreter as a string\n" +
  "version_info -- version information as a named tuple\n" +
  "__stdin__ -- the original stdin; don't touch!\n" +
  "__stdout__ -- the original stdout; don't touch!\n" +
  "__stderr__ -- the original stderr; don't touch!\n" +
  "__displayhook__ -- the original displayhook; don't touch!\n" +
  "__excepthook__ -- the original excepthook; don't touch!\n" +
  "\n" +
  "Functions:\n" +
  "\n" +
  "displayhook() -- print an object to the screen, and save it in builtins._\n" +
  "excepthook() -- print an exception and its traceback to sys.stderr\n" +
  "exception() -- return the current thread's active exception\n" +
  "exc_info() -- return information about the current thread's active exception\n" +
  "exit() -- exit the interpreter by raising SystemExit\n" +
  "getdlopenflags() -- returns flags to be used for dlopen() calls\n" +
  "getprofile() -- get the global profiling function\n" +
  "getrefcount() -- return the reference count for an object (plus one :-)\n" +
  "getrecursionlimit() -- return the max recursion depth for the interpreter\n" +
  "getsizeof() -- return the size of an object in bytes\n" +
  "gettrace() -- get the global debug tracing function\n" +
  "setdlopenflags() -- set the flags to be used for dlopen() calls\n" +
  "setprofile() -- set the global profiling function\n" +
  "setrecursionlimit() -- set the max recursion depth for the interpreter\n" +
  "settrace() -- set the global debug tracing function\n";
