"""venv: an environment's folders, its configuration, its Python and its packages."""

import logging
import os
import subprocess
import sys
import tempfile
import venv

base = os.path.realpath(tempfile.mkdtemp())
target = os.path.join(base, "env one")
venv.create(target, prompt="first", scm_ignore_files={"git"})
print(sorted(n for n in os.listdir(target) if n != "lib64"))
print([n for n in sorted(os.listdir(os.path.join(target, "bin"))) if n in ("activate", "python", "python3", "python3.13")])
config = {}
with open(os.path.join(target, "pyvenv.cfg"), encoding="utf-8") as f:
    for line in f:
        key, _, value = line.partition("=")
        config[key.strip()] = value.strip()
print(sorted(config), config["include-system-site-packages"], config["prompt"])
print(config["home"] == os.path.dirname(sys._base_executable), config["version"].startswith("3.13."))
with open(os.path.join(target, ".gitignore")) as f:
    print(f.read().splitlines()[-1])

packages = os.path.join(target, "lib", "python3.13", "site-packages")
os.makedirs(os.path.join(packages, "inside"))
with open(os.path.join(packages, "inside", "__init__.py"), "w") as f:
    f.write("where = __file__\n")


def run(*args, **kwargs):
    return subprocess.run(args, capture_output=True, text=True, **kwargs).stdout.strip().replace(base, "BASE")


python = os.path.join(target, "bin", "python")
code = """
import inside, os, sys
print(inside.where)
print(sys.prefix, sys.prefix == sys.exec_prefix, sys.prefix != sys.base_prefix)
print(sys.executable, sys._base_executable != sys.executable, sorted(v for v in os.environ if "LAUNCHER" in v))
"""
print(run(python, "-c", code))
print(run(python, "-c", "import sys, subprocess; print(subprocess.run([sys.executable, '-c', 'import sys; print(sys.prefix)'], capture_output=True, text=True).stdout)"))
print(run(sys.executable, "-c", "import sys; print(sys.prefix == sys.base_prefix)"))
script = f". '{target}/bin/activate'; echo $VIRTUAL_ENV; command -v python; python -c 'import sys; print(sys.prefix)'; deactivate; echo \"[$VIRTUAL_ENV]\""
print(run("sh", "-c", script))


class Builder(venv.EnvBuilder):
    def post_setup(self, context):
        print(context.env_name, context.prompt, context.bin_name, os.path.basename(context.env_exe).startswith("python"))
        print(context.lib_path.replace(base, "BASE"), context.inc_path.replace(base, "BASE").split("/include")[0])


with open(os.path.join(target, "old"), "w"):
    pass
Builder(clear=True).create(target)
print(os.path.exists(os.path.join(target, "old")), os.path.exists(packages + "/inside"))
Builder(system_site_packages=True).create(os.path.join(base, "two"))
print("include-system-site-packages = true" in open(os.path.join(base, "two", "pyvenv.cfg")).read())
for bad in (os.path.join(base, "a:b"), ):
    try:
        venv.create(bad)
    except ValueError as e:
        print(str(e).replace(base, "BASE"))
with open(os.path.join(base, "file"), "w"):
    pass
try:
    venv.create(os.path.join(base, "file"))
except (ValueError, OSError) as e:
    print(type(e).__name__, str(e).replace(base, "BASE"))
r = subprocess.run([sys.executable, "-m", "venv", "--without-pip", os.path.join(base, "three")], capture_output=True, text=True)
print(r.returncode, r.stdout, r.stderr, os.path.exists(os.path.join(base, "three", "bin", "python")))
r = subprocess.run([sys.executable, "-m", "venv"], capture_output=True, text=True)
print(r.returncode, r.stderr.splitlines()[-1])
