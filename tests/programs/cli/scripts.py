# The command line: scripts, -c, standard input, exit statuses and error output of children.
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
    run("-c", "print(1 + 1)")
    run("-c", "import sys; print(sys.argv)", "a", "-b")
    run(script, "x", "--y")
    run("-", "arg", text="import sys\nprint(sys.argv, __name__)\n")
    run(text="print('from stdin')\nprint(__name__)")
    run(broken)
    run(raises)
    run("-c", "1/0")
    run("-c", "x = (")
    run("-c", "import sys; sys.exit(3)")
    run("-c", "import sys; sys.exit('message')")
    run("-c", "raise SystemExit")
    run("-c", "import sys; print(sys.flags.ignore_environment, sys.flags.isolated, sys.flags.no_site)")
