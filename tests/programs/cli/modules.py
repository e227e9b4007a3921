# The command line: -m, packages, input, exit functions of children.
import os
import subprocess
import sys
import tempfile


def run(*args, text="", env=None):
    full = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(env or {})}
    p = subprocess.run([sys.executable, *args], input=text, capture_output=True, text=True, env=full)
    err = p.stderr.replace(folder, "FOLDER")
    print(" ".join(args).replace(folder, "FOLDER"), "->", p.returncode, repr(p.stdout.replace(folder, "FOLDER")))
    if err: print("   stderr:", err.strip().replace("\n", "\n           "))


with tempfile.TemporaryDirectory() as folder:
    def write(name, text):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as f: f.write(text)
        return path

    script = write("script.py", "import sys\nprint(sys.argv[1:], __name__, __file__.split('/')[-1], sys.path[0] == __file__.rsplit('/', 1)[0])\n")
    broken = write("broken.py", "def f(:\n    pass\n")
    raises = write("raises.py", "def f(): return 1 / 0\nf()\n")
    write("pkg/__init__.py", "print('pkg init')\n")
    write("pkg/__main__.py", "import sys\nprint('pkg main', __name__, __package__, sys.argv[1:])\n")
    write("pkg/mod.py", "print('mod', __name__)\n")
    run("-m", "pkg", "q", env={"PYTHONPATH": folder})
    run("-m", "pkg.mod", env={"PYTHONPATH": folder})
    run("-c", "import pkg.mod; print(pkg.__name__)", env={"PYTHONPATH": folder})
    run(os.path.join(folder, "pkg"), "z")
    run("-c", "print(input('? '), input())", text="one\ntwo\n")
    run("-c", "input()")
    run("-c", "import sys; print(sys.stdin.read().upper())", text="abc\ndef")
    run("-c", "import sys; sys.stderr.write('err'); sys.stdout.write('out')")
    run("-m", "json.tool", "--compact", text='{"a": [1, 2]}')
    run("-c", "print('é😀')", env={"PYTHONIOENCODING": "utf-8"})
    run("-c", "import os; os._exit(7)")
    run("-c", "import atexit; atexit.register(print, 'bye'); raise ValueError('v')")
    run("-c", "print('partial', end=''); 1/0")
