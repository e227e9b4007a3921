// webbrowser.py: shows pages in a browser of the system's.

/** The text of the module. */
export const WEBBROWSER: string = String.raw`"""Show a page in a web browser.

    import webbrowser
    webbrowser.open("https://www.python.org/")

The environment variable BROWSER names browsers, or commands with %s in them,
that are tried first; they are separated by os.pathsep.
"""

import os
import shlex
import shutil
import subprocess
import sys
import threading

__all__ = ["Error", "open", "open_new", "open_new_tab", "get", "register"]


class Error(Exception):
    pass


_lock = threading.RLock()
_browsers = {}          # lower-case name: [class or None, instance or None]
_tryorder = None        # names, the best first
_os_preferred_browser = None


def register(name, klass, instance=None, *, preferred=False):
    """Make a browser known by a name; preferred ones are tried first."""
    with _lock:
        if _tryorder is None:
            register_standard_browsers()
        _browsers[name.lower()] = [klass, instance]
        if preferred or (_os_preferred_browser and f"{name}.desktop" == _os_preferred_browser):
            _tryorder.insert(0, name)
        else:
            _tryorder.append(name)


def get(using=None):
    """Return a controller for the browser of this name, or for the usual one."""
    if _tryorder is None:
        with _lock:
            if _tryorder is None:
                register_standard_browsers()
    for browser in [using] if using is not None else _tryorder:
        if "%s" in browser:
            # a command
            command = shlex.split(browser)
            if command[-1] == "&":
                return BackgroundBrowser(command[:-1])
            return GenericBrowser(command)
        try:
            klass, instance = _browsers[browser.lower()]
        except KeyError:
            klass, instance = _synthesize(browser)
        if instance is not None:
            return instance
        if klass is not None:
            return klass()
    raise Error("could not locate runnable browser")


def open(url, new=0, autoraise=True):
    """Show a page; return whether a browser could be asked to.

    new: 0 the same window if possible, 1 a new window, 2 a new tab.
    """
    if _tryorder is None:
        with _lock:
            if _tryorder is None:
                register_standard_browsers()
    for name in _tryorder:
        if get(name).open(url, new, autoraise):
            return True
    return False


def open_new(url):
    """Show a page in a new window, if possible."""
    return open(url, 1)


def open_new_tab(url):
    """Show a page in a new tab, if possible."""
    return open(url, 2)


def _synthesize(browser, *, preferred=False):
    """A controller for a command that works like a browser that is known."""
    command = browser.split()[0]
    if not shutil.which(command):
        return [None, None]
    name = os.path.basename(command)
    try:
        controller = _browsers[name.lower()][1]
    except KeyError:
        return [None, None]
    if controller and name.lower() == controller.basename:
        import copy
        controller = copy.copy(controller)
        controller.name = browser
        controller.basename = os.path.basename(browser)
        register(browser, None, instance=controller, preferred=preferred)
        return [None, controller]
    return [None, None]


class BaseBrowser:
    """What browsers have in common; a subclass has open()."""

    args = ["%s"]

    def __init__(self, name=""):
        self.name = name
        self.basename = name

    def open(self, url, new=0, autoraise=True):
        raise NotImplementedError

    def open_new(self, url):
        return self.open(url, 1)

    def open_new_tab(self, url):
        return self.open(url, 2)


class GenericBrowser(BaseBrowser):
    """A command that is waited for."""

    def __init__(self, name):
        if isinstance(name, str):
            self.name = name
            self.args = ["%s"]
        else:
            self.name = name[0]
            self.args = name[1:]
        self.basename = os.path.basename(self.name)

    def _command(self, url):
        return [self.name] + [arg.replace("%s", url) for arg in self.args]

    def open(self, url, new=0, autoraise=True):
        sys.audit("webbrowser.open", url)
        try:
            process = subprocess.Popen(self._command(url), close_fds=True)
            return not process.wait()
        except OSError:
            return False


class BackgroundBrowser(GenericBrowser):
    """A command that goes on by itself."""

    def open(self, url, new=0, autoraise=True):
        sys.audit("webbrowser.open", url)
        try:
            process = subprocess.Popen(self._command(url), close_fds=True, start_new_session=True)
            return process.poll() is None
        except OSError:
            return False


class UnixBrowser(BaseBrowser):
    """A browser that can be asked for windows and tabs by its arguments."""

    raise_opts = None
    background = False
    redirect_stdout = True
    # %action becomes one of the remote_action…, %s the address
    remote_args = ["%action", "%s"]
    remote_action = None
    remote_action_newwin = None
    remote_action_newtab = None

    def _invoke(self, args, remote, autoraise, url=None):
        raise_opt = []
        if remote and self.raise_opts:
            opt = self.raise_opts[int(bool(autoraise))]
            if opt:
                raise_opt = [opt]
        inout = subprocess.DEVNULL if remote or self.background else None
        process = subprocess.Popen(
            [self.name] + raise_opt + args, close_fds=True, stdin=inout,
            stdout=(self.redirect_stdout and inout or None), stderr=inout,
            start_new_session=True)
        if remote:
            # what is still running after a while has done what it was asked
            try:
                return not process.wait(5)
            except subprocess.TimeoutExpired:
                return True
        if self.background:
            return process.poll() is None
        return not process.wait()

    def open(self, url, new=0, autoraise=True):
        sys.audit("webbrowser.open", url)
        if new == 0:
            action = self.remote_action
        elif new == 1:
            action = self.remote_action_newwin
        elif new == 2:
            action = self.remote_action if self.remote_action_newtab is None \
                else self.remote_action_newtab
        else:
            raise Error(f"Bad 'new' parameter to open(); expected 0, 1, or 2, got {new}")
        args = [arg.replace("%s", url).replace("%action", action) for arg in self.remote_args]
        args = [arg for arg in args if arg]
        if self._invoke(args, True, autoraise, url):
            return True
        # it was not running, so it is started
        return self._invoke([arg.replace("%s", url) for arg in self.args], False, False)


class Mozilla(UnixBrowser):
    remote_args = ["%action", "%s"]
    remote_action = ""
    remote_action_newwin = "-new-window"
    remote_action_newtab = "-new-tab"
    background = True


class Epiphany(UnixBrowser):
    raise_opts = ["-noraise", ""]
    remote_args = ["%action", "%s"]
    remote_action = "-n"
    remote_action_newwin = "-w"
    remote_action_newtab = "-w"
    background = True


class Chrome(UnixBrowser):
    remote_args = ["%action", "%s"]
    remote_action = ""
    remote_action_newwin = "--new-window"
    remote_action_newtab = ""
    background = True


Chromium = Chrome


class Opera(UnixBrowser):
    remote_args = ["%action", "%s"]
    remote_action = ""
    remote_action_newwin = "--new-window"
    remote_action_newtab = ""
    background = True


class Elinks(UnixBrowser):
    remote_args = ["-remote", "openURL(%s%action)"]
    remote_action = ""
    remote_action_newwin = ",new-window"
    remote_action_newtab = ",new-tab"
    background = False
    redirect_stdout = False


class Edge(UnixBrowser):
    remote_args = ["%action", "%s"]
    remote_action = ""
    remote_action_newwin = "--new-window"
    remote_action_newtab = ""
    background = True


def register_X_browsers():
    """The browsers of a graphical desktop that are there."""
    for command in ("xdg-open", "gvfs-open", "x-www-browser"):
        if shutil.which(command):
            register(command, None, BackgroundBrowser(command))
    if "GNOME_DESKTOP_SESSION_ID" in os.environ and shutil.which("gnome-open"):
        register("gnome-open", None, BackgroundBrowser("gnome-open"))
    for browser in ("firefox", "iceweasel", "seamonkey", "mozilla-firefox", "mozilla"):
        if shutil.which(browser):
            register(browser, None, Mozilla(browser))
    if shutil.which("epiphany"):
        register("epiphany", None, Epiphany("epiphany"))
    for browser in ("google-chrome", "chrome", "chromium", "chromium-browser"):
        if shutil.which(browser):
            register(browser, None, Chrome(browser))
    if shutil.which("opera"):
        register("opera", None, Opera("opera"))
    if shutil.which("microsoft-edge"):
        register("microsoft-edge", None, Edge("microsoft-edge"))


def register_standard_browsers():
    """Find the browsers of this system."""
    global _tryorder, _os_preferred_browser
    _tryorder = []

    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        try:
            raw = subprocess.check_output(
                ["xdg-settings", "get", "default-web-browser"], stderr=subprocess.DEVNULL)
        except (FileNotFoundError, subprocess.CalledProcessError,
                PermissionError, NotADirectoryError):
            pass
        else:
            _os_preferred_browser = raw.decode().strip()
        register_X_browsers()

    # those of the terminal
    if os.environ.get("TERM"):
        for command in ("www-browser", "links", "lynx", "w3m"):
            if shutil.which(command):
                register(command, None, GenericBrowser(command))
        if shutil.which("elinks"):
            register("elinks", None, Elinks("elinks"))

    if "BROWSER" in os.environ:
        for command in reversed(os.environ["BROWSER"].split(os.pathsep)):
            if command and _synthesize(command, preferred=True)[1] is None:
                _tryorder.insert(0, command)


def parse_args(arg_list):
    import argparse
    parser = argparse.ArgumentParser(description="Open URL in a web browser.")
    parser.add_argument("url", help="URL to open")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("-n", "--new-window", action="store_const", const=1, default=0,
                       dest="new_win", help="open new window")
    group.add_argument("-t", "--new-tab", action="store_const", const=2, default=0,
                       dest="new_win", help="open new tab")
    return parser.parse_args(arg_list)


def main(arg_list=None):
    args = parse_args(arg_list)
    open(args.url, args.new_win)
    print("\a")


if __name__ == "__main__":
    main()
`;
