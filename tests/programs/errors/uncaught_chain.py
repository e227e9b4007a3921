# An uncaught exception with causes, contexts and notes through several frames.
class ConfigError(Exception):
    """Raised where the configuration is wrong."""


class Loader:
    def __init__(self, data):
        self.data = data

    def load(self, key):
        try:
            return self.parse(self.data[key])
        except KeyError as e:
            raise ConfigError(f"no {key!r}") from e

    def parse(self, text):
        try:
            return int(text)
        except ValueError:
            e = ConfigError("cannot parse")
            e.add_note("while parsing\n  over two lines")
            e.add_note("")
            raise e


def attempt(loader, keys):
    for k in keys:
        try:
            print(k, loader.load(k))
        except ConfigError as e:
            print(k, type(e).__name__, e, repr(e.__cause__), repr(e.__context__))


def final(loader):
    try:
        loader.load("bad")
    except ConfigError:
        try:
            loader.load("missing")
        except ConfigError as second:
            raise RuntimeError("giving up", 2) from second


loader = Loader({"good": "12", "bad": "twelve"})
attempt(loader, ["good", "bad", "missing"])
final(loader)
