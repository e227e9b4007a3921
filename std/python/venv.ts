// venv: folders with a Python of their own, in our own words. There is no pip to put into them.

/** The text of the package. */
export const VENV: string = String
  .raw`"""Makes virtual environments: folders with a launcher, a configuration and a site-packages folder.

    python -m venv DIR

There is no pip to install here: packages come into site-packages in other ways.
"""

import argparse
import logging
import os
import shlex
import shutil
import sys
import sysconfig
import types

__all__ = ["CORE_VENV_DEPS", "EnvBuilder", "create", "main"]

CORE_VENV_DEPS = ("pip",)
logger = logging.getLogger(__name__)

_LAUNCHER = """#!/bin/sh
# Starts {base} as the Python of this environment.
NAJASH_LAUNCHER={path} exec {base_quoted} "$@"
"""

_ACTIVATE = """# Use: . bin/activate
deactivate () {
    if [ -n "@{_OLD_VIRTUAL_PATH:-}" ]; then
        PATH="$_OLD_VIRTUAL_PATH"
        export PATH
        unset _OLD_VIRTUAL_PATH
    fi
    if [ -n "@{_OLD_VIRTUAL_PS1:-}" ]; then
        PS1="$_OLD_VIRTUAL_PS1"
        export PS1
        unset _OLD_VIRTUAL_PS1
    fi
    hash -r 2> /dev/null
    unset VIRTUAL_ENV
    unset VIRTUAL_ENV_PROMPT
    if [ ! "@{1:-}" = "nondestructive" ]; then
        unset -f deactivate
    fi
}

deactivate nondestructive
VIRTUAL_ENV=__VENV_DIR__
export VIRTUAL_ENV
_OLD_VIRTUAL_PATH="$PATH"
PATH="$VIRTUAL_ENV/bin:$PATH"
export PATH
VIRTUAL_ENV_PROMPT=__VENV_PROMPT__
export VIRTUAL_ENV_PROMPT
if [ -z "@{VIRTUAL_ENV_DISABLE_PROMPT:-}" ]; then
    _OLD_VIRTUAL_PS1="@{PS1:-}"
    PS1="($VIRTUAL_ENV_PROMPT) @{PS1:-}"
    export PS1
fi
hash -r 2> /dev/null
"""


class EnvBuilder:
    """Builds environments; the steps of create() can be overridden.

    system_site_packages: the environment sees the packages of the installation too.
    clear: whatever is in the folder goes first.
    symlinks, upgrade_deps: accepted; the launcher is always a script.
    upgrade: only the configuration and the launcher are made anew.
    with_pip: must be false, there is no ensurepip.
    prompt: what an active environment is called.
    scm_ignore_files: names of version control systems that are to ignore the folder.
    """

    def __init__(self, system_site_packages=False, clear=False, symlinks=False, upgrade=False,
                 with_pip=False, prompt=None, upgrade_deps=False, *, scm_ignore_files=frozenset()):
        self.system_site_packages = system_site_packages
        self.clear = clear
        self.symlinks = symlinks
        self.upgrade = upgrade
        self.with_pip = with_pip
        self.orig_prompt = prompt
        if prompt == ".":
            prompt = os.path.basename(os.getcwd())
        self.prompt = prompt
        self.upgrade_deps = upgrade_deps
        self.scm_ignore_files = frozenset(map(str.lower, scm_ignore_files))

    def create(self, env_dir):
        """Makes the environment in a folder."""
        if self.with_pip or self.upgrade_deps:
            raise ModuleNotFoundError("No module named 'ensurepip'", name="ensurepip")
        env_dir = os.path.abspath(env_dir)
        context = self.ensure_directories(env_dir)
        for scm in self.scm_ignore_files:
            getattr(self, f"create_{scm}_ignore_file")(context)
        self.create_configuration(context)
        self.setup_python(context)
        if not self.upgrade:
            self.setup_scripts(context)
            self.post_setup(context)

    def clear_directory(self, path):
        for entry in os.scandir(path):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            else:
                os.remove(entry.path)

    def _venv_path(self, env_dir, name):
        places = {"base": env_dir, "platbase": env_dir, "installed_base": env_dir,
                  "installed_platbase": env_dir}
        return sysconfig.get_path(name, scheme="venv", vars=places)

    def ensure_directories(self, env_dir):
        """Makes the folders; gives a namespace with their paths."""
        if os.pathsep in os.fspath(env_dir):
            raise ValueError(f"Refusing to create a venv in {env_dir} because it contains "
                             f"the PATH separator {os.pathsep}.")
        if os.path.exists(env_dir) and self.clear:
            self.clear_directory(env_dir)
        context = types.SimpleNamespace()
        context.env_dir = env_dir
        context.env_name = os.path.basename(env_dir)
        context.prompt = self.prompt if self.prompt is not None else context.env_name
        executable = sys._base_executable
        if not executable:
            raise ValueError("Unable to determine path to the running Python interpreter. "
                             "Provide an explicit path or check that your PATH environment "
                             "variable is correctly set.")
        context.executable = os.path.abspath(executable)
        context.python_dir, context.python_exe = os.path.split(context.executable)
        context.bin_path = self._venv_path(env_dir, "scripts")
        context.bin_name = os.path.relpath(context.bin_path, env_dir)
        context.lib_path = self._venv_path(env_dir, "purelib")
        context.inc_path = self._venv_path(env_dir, "include")
        context.env_exe = os.path.join(context.bin_path, "python")
        context.env_exec_cmd = context.env_exe
        for folder in (env_dir, context.inc_path, context.lib_path, context.bin_path):
            if os.path.islink(folder) or os.path.isfile(folder):
                raise ValueError(f"Unable to create directory {folder!r}")
            os.makedirs(folder, exist_ok=True)
        return context

    def create_configuration(self, context):
        """Writes pyvenv.cfg, by which site finds out that it is in an environment."""
        context.cfg_path = os.path.join(context.env_dir, "pyvenv.cfg")
        system = "true" if self.system_site_packages else "false"
        lines = [f"home = {context.python_dir}",
                 f"include-system-site-packages = {system}",
                 "version = " + "%d.%d.%d" % sys.version_info[:3]]
        if self.prompt is not None:
            lines.append(f"prompt = {self.prompt!r}")
        lines.append(f"executable = {os.path.realpath(context.executable)}")
        options = ["--without-pip"]
        if self.system_site_packages:
            options.append("--system-site-packages")
        if self.clear:
            options.append("--clear")
        if self.upgrade:
            options.append("--upgrade")
        if self.orig_prompt is not None:
            options.append(f'--prompt="{self.orig_prompt}"')
        lines.append(f"command = {context.executable} -m venv {' '.join(options)} {context.env_dir}")
        with open(context.cfg_path, "w", encoding="utf-8") as f:
            f.write("\n".join(lines) + "\n")

    def create_git_ignore_file(self, context):
        """Says to Git that the folder is none of its business."""
        with open(os.path.join(context.env_dir, ".gitignore"), "w", encoding="utf-8") as f:
            f.write("# Created by venv; see https://docs.python.org/3/library/venv.html\n*\n")

    def setup_python(self, context):
        """Makes the launcher and its other names."""
        text = _LAUNCHER.format(base=context.executable.replace("\n", " "),
                                base_quoted=shlex.quote(context.executable),
                                path=shlex.quote(context.env_exe))
        with open(context.env_exe, "w", encoding="utf-8", errors="surrogateescape") as f:
            f.write(text)
        os.chmod(context.env_exe, 0o755)
        for name in ("python3", f"python3.{sys.version_info[1]}"):
            path = os.path.join(context.bin_path, name)
            if not os.path.lexists(path):
                os.symlink("python", path)

    def setup_scripts(self, context):
        """Writes the script that activates the environment in a shell."""
        path = os.path.join(context.bin_path, "activate")
        with open(path, "w", encoding="utf-8", errors="surrogateescape") as f:
            f.write(self.replace_variables(_ACTIVATE.replace("@{", "$" + "{"), context))

    def post_setup(self, context):
        """For subclasses: what else is to be done once the environment is there."""

    def replace_variables(self, text, context):
        """Fills in what scripts say about an environment."""
        for name, value in {
            "__VENV_DIR__": context.env_dir,
            "__VENV_NAME__": context.env_name,
            "__VENV_PROMPT__": context.prompt,
            "__VENV_BIN_NAME__": context.bin_name,
            "__VENV_PYTHON__": context.env_exe,
        }.items():
            text = text.replace(name, shlex.quote(value))
        return text

    def install_scripts(self, context, path):
        """Copies scripts from the folders 'common' and os.name below path."""
        for part in ("common", os.name):
            folder = os.path.join(path, part)
            for root, _, files in os.walk(folder):
                target = os.path.join(context.bin_path, os.path.relpath(root, folder))
                os.makedirs(target, exist_ok=True)
                for name in files:
                    source = os.path.join(root, name)
                    with open(source, "rb") as f:
                        data = f.read()
                    try:
                        data = self.replace_variables(data.decode("utf-8"), context).encode("utf-8")
                    except UnicodeError as e:
                        logger.warning("unable to copy script %r, may be binary: %s", source, e)
                        continue
                    with open(os.path.join(target, name), "wb") as f:
                        f.write(data)
                    shutil.copymode(source, os.path.join(target, name))


def create(env_dir, system_site_packages=False, clear=False, symlinks=False, with_pip=False,
           prompt=None, upgrade_deps=False, *, scm_ignore_files=frozenset()):
    """Makes an environment in a folder."""
    EnvBuilder(system_site_packages=system_site_packages, clear=clear, symlinks=symlinks,
               with_pip=with_pip, prompt=prompt, upgrade_deps=upgrade_deps,
               scm_ignore_files=scm_ignore_files).create(env_dir)


def main(args=None):
    parser = argparse.ArgumentParser(
        prog="venv",
        description="Creates virtual Python environments in one or more target directories.",
        epilog="Once an environment has been created, you may wish to activate it, e.g. by "
               "sourcing an activate script in its bin directory.")
    parser.add_argument("dirs", metavar="ENV_DIR", nargs="+",
                        help="A directory to create the environment in.")
    parser.add_argument("--system-site-packages", default=False, action="store_true",
                        dest="system_site", help="The environment sees the system's packages too.")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--symlinks", default=True, action="store_true", dest="symlinks",
                      help="Accepted; the launcher is a script.")
    kind.add_argument("--copies", default=True, action="store_false", dest="symlinks",
                      help="Accepted; the launcher is a script.")
    parser.add_argument("--clear", default=False, action="store_true", dest="clear",
                        help="Delete the contents of the directory first.")
    parser.add_argument("--upgrade", default=False, action="store_true", dest="upgrade",
                        help="Make only configuration and launcher anew.")
    parser.add_argument("--without-pip", dest="with_pip", default=True, action="store_false",
                        help="Always so: there is no pip to install here.")
    parser.add_argument("--prompt", help="What the active environment is called.")
    parser.add_argument("--without-scm-ignore-files", dest="scm_ignore_files",
                        action="store_const", const=frozenset(), default=frozenset(["git"]),
                        help="Do not add a .gitignore file.")
    options = parser.parse_args(args)
    if options.upgrade and options.clear:
        raise ValueError("you cannot supply --upgrade and --clear together.")
    builder = EnvBuilder(system_site_packages=options.system_site, clear=options.clear,
                         symlinks=options.symlinks, upgrade=options.upgrade,
                         prompt=options.prompt, scm_ignore_files=options.scm_ignore_files)
    for folder in options.dirs:
        builder.create(folder)

`;

/** `python -m venv` */
export const VENV_MAIN: string = String.raw`import sys
from . import main

try:
    main()
except Exception as e:
    print(f"Error: {e}", file=sys.stderr)
    sys.exit(1)
`;
