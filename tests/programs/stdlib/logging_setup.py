# Loggers, handlers, filters, formatters, adapters and dictConfig, all on standard output.
import io
import logging
import logging.config
import logging.handlers
import sys

root = logging.getLogger()
stream = logging.StreamHandler(sys.stdout)
stream.setFormatter(logging.Formatter("%(levelname)-8s|%(name)s|%(funcName)s|%(message)s"))
root.addHandler(stream)
root.setLevel(logging.INFO)
print(root, stream)

app = logging.getLogger("app")
db = logging.getLogger("app.db")
print(db.parent is app, app.parent is root, db, db.getEffectiveLevel(), app.getChild("db") is db)


def work(n):
    app.debug("not shown %d", n)
    app.info("working on %s of %s", n, 10)
    db.warning("slow: %(ms)d ms for %(q)r", {"ms": 31, "q": "select"})
    try:
        1 / n
    except ZeroDivisionError:
        db.error("failed", exc_info=False)
    return n


work(0)
app.setLevel("DEBUG")
work(1)
app.log(15, "between")
logging.addLevelName(15, "TRACE")
app.log(15, "named: %s", logging.getLevelName(15))
print(logging.getLevelName("TRACE"), logging.getLevelName(99), logging.getLevelNamesMapping()["WARN"])


class OnlyEven(logging.Filter):
    def filter(self, record):
        record.extra_tag = "even"
        return bool(record.args) and isinstance(record.args[0], int) and record.args[0] % 2 == 0


class Collect(logging.Handler):
    def __init__(self):
        super().__init__()
        self.seen = []

    def emit(self, record):
        self.seen.append((record.levelno, record.getMessage(), getattr(record, "extra_tag", None)))


collect = Collect()
collect.addFilter(OnlyEven())
app.addHandler(collect)
app.propagate = False
for i in range(5):
    app.info("item %d", i)
print(collect.seen)
app.propagate = True


class Ctx(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return f"[{self.extra['user']}] {msg}", kwargs


Ctx(db, {"user": "ann"}).info("hello %s", "there")

buffer = io.StringIO()
memory = logging.handlers.MemoryHandler(100, logging.ERROR, logging.StreamHandler(buffer))
mem = logging.getLogger("mem")
mem.addHandler(memory)
mem.propagate = False
mem.info("one")
mem.info("two")
print(len(memory.buffer), repr(buffer.getvalue()))
mem.error("flush")
print(len(memory.buffer), repr(buffer.getvalue()))

for style, fmt in (("{", "{levelname:>9}:{message}"), ("$", "${name} $message $$"), ("%", "%(message).5s")):
    f = logging.Formatter(fmt, style=style)
    print(f.format(logging.makeLogRecord({"levelname": "INFO", "name": "n", "msg": "a %s c", "args": ("long text",)})))
for style, fmt in (("{", "{bad"), ("%", "nothing"), ("?", "x")):
    try:
        logging.Formatter(fmt, style=style)
    except ValueError as e:
        print(e)

logging.config.dictConfig({
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"f": {"format": "<%(levelname).1s> %(message)s", "defaults": {"x": 1}}},
    "filters": {"n": {"name": "svc.ok"}},
    "handlers": {"h": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "f", "filters": ["n"]}},
    "loggers": {"svc": {"handlers": ["h"], "level": "DEBUG", "propagate": False}},
})
logging.getLogger("svc.ok.deep").debug("passes")
logging.getLogger("svc.other").critical("stopped by the filter")
try:
    logging.config.dictConfig({"version": 2})
except ValueError as e:
    print(e)
try:
    app.setLevel("LOUD")
except ValueError as e:
    print(e)
logging.disable(logging.WARNING)
app.warning("silent")
app.error("heard")
logging.disable(logging.NOTSET)
print(logging.getHandlerNames(), app.hasHandlers(), app.isEnabledFor(10))
