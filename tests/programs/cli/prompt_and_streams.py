# The prompt on a pipe, the error handlers of the standard streams, warnings of -c programs, default encodings.
import os
import subprocess
import sys

BASE = {"PATH": os.environ["PATH"]}


def run(*args, stdin=b"", **env):
    done = subprocess.run([sys.executable, *args], input=stdin, capture_output=True, env={**BASE, **env})
    print(args[:2], sorted(env.items()), done.returncode)
    print(done.stdout.decode("utf-8", "backslashreplace"))
    print(done.stderr.decode("utf-8", "backslashreplace"))


PROMPT = b"""if 1:

print(5)
x = (1,

2)
x
s = '''a

b'''
s
class A:
  def f(self):
    return 1

A().f()
for i in range(2): print(i)

1/0
try:
  1

print("end")
"""
run("-i", "-q", stdin=PROMPT)
STREAMS = "import sys; print(sys.stdin.errors, sys.stdout.errors, sys.stderr.errors)"
run("-c", STREAMS)
run("-c", STREAMS, LC_ALL="C")
run("-c", STREAMS, LANG="C.UTF-8")
run("-c", STREAMS, LC_ALL="POSIX")
run("-c", STREAMS, PYTHONIOENCODING="latin-1")
run("-c", STREAMS, PYTHONIOENCODING=":replace")
run("-c", "import sys; t = sys.stdin.read(); print(ascii(t)); print(t)", stdin=b"a\xffb")
run("-c", "x = '\\d'; 1 is 1")
run("-c", "import warnings; warnings.warn('w')")
run("-X", "warn_default_encoding", "-c", "import os; open(os.devnull).close(); open(os.devnull, 'rb').close()")
run("-W", "error::EncodingWarning", "-X", "warn_default_encoding", "-c", "import os; open(os.devnull)")
