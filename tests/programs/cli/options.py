# The command line: options, sys.flags, warnings, in children.
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
    run("-O", "-c", "assert False; print(__debug__, __import__('sys').flags.optimize)")
    run("-OO", "-c", "def f():\n 'doc'\nprint(f.__doc__)")
    run("-W", "error", "-c", "import warnings; warnings.warn('w')")
    run("-W", "ignore", "-c", "import warnings; warnings.warn('w'); print('ok')")
    run("-I", "-c", "import sys; print(sys.flags.ignore_environment, sys.flags.isolated, sys.flags.safe_path)")
    run("-B", "-s", "-E", "-c", "import sys; print(sys.flags.dont_write_bytecode, sys.flags.no_user_site, sys.flags.ignore_environment)")
    run("-u", "-c", "import sys; print(sys.stdout.line_buffering, sys.stdout.write_through)")
    run("-X", "dev", "-X", "foo=bar", "-c", "import sys; print(sys._xoptions, sys.flags.dev_mode)")
    run("-b", "-c", "print(b'a' == 'a')")
    run("-bb", "-c", "print(str(b'a'))")
    run("-x", "-c", "print(3)")
