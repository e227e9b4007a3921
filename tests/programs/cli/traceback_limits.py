# sys.tracebacklimit, colours by request, tracebacks of what is in no file, and threads that import while they fail.
import subprocess
import sys

PROGRAM = """
import sys
sys.tracebacklimit = {}
def f(): g()
def g(): 1/0
f()
"""


def show(program, **env):
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env={"PATH": PATH, **env}
    )
    print(done.returncode, repr(done.stdout))
    print(done.stderr)


import os

PATH = os.environ["PATH"]
for limit in (0, 1, 2, -1, 50, None):
    print("limit", limit)
    show(PROGRAM.format(limit))

print("colours")
for env in ({"FORCE_COLOR": "1"}, {"PYTHON_COLORS": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"},
            {"PYTHON_COLORS": "0", "FORCE_COLOR": "1"}, {"TERM": "dumb"}):
    print(env)
    print(repr(subprocess.run([sys.executable, "-c", "def f(x):\n  return x + 1\nf('a')"],
                              capture_output=True, text=True, env={"PATH": PATH, **env}).stderr))

print("in no file")
show("import traceback\ntry: 1/0\nexcept ZeroDivisionError: traceback.print_exc()")
show("import sys, threading\n"
     "def hook(a): import traceback; print(traceback.format_exception(a.exc_value)[-2])\n"
     "threading.excepthook = hook\n"
     "t = threading.Thread(target=lambda: 1/0)\nt.start()\nt.join()")
try:
    compile("x = '\ud800'", "<s>", "exec")
except UnicodeEncodeError as e:
    print(e)
