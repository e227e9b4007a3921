# logging: levels, handlers, formatters, filters, hierarchy, exceptions, LoggerAdapter, dictConfig, unraised errors.
import io, logging, logging.config, logging.handlers, sys
out = io.StringIO()
h = logging.StreamHandler(out)
h.setFormatter(logging.Formatter("%(levelname)-8s|%(name)s|%(funcName)s|%(lineno)d|%(message)s"))
root = logging.getLogger()
root.addHandler(h); root.setLevel(logging.INFO)
log = logging.getLogger("app.db")
log.debug("hidden"); log.info("value %d of %s", 1, "x"); log.warning("dict %(a)s", {"a": 5}); log.error("percent %% only"); log.critical("crit")
log.setLevel(logging.DEBUG); log.debug("now shown %r", "q")


def fails():
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("failed %s", "badly")
        log.error("with info", exc_info=True, stack_info=False)


fails()
print(out.getvalue().replace(__file__, "FILE"))
out.truncate(0); out.seek(0)


class OnlyX(logging.Filter):
    def filter(self, r): return "x" in r.getMessage()


h.addFilter(OnlyX()); log.info("no"); log.info("has x"); h.filters.clear()
f = logging.Formatter("{levelname}:{message}:{extra}", style="{"); h.setFormatter(f)
log.info("with extra", extra={"extra": "E"})
h.setFormatter(logging.Formatter("$message - $name", style="$"))
logging.LoggerAdapter(log, {"k": 1}).info("adapted")


class Ad(logging.LoggerAdapter):
    def process(self, msg, kw): return f"[{self.extra['id']}] {msg}", kw


Ad(log, {"id": 7}).warning("custom")
child = log.getChild("sub"); child.propagate = False; child.warning("not seen by root"); child.addHandler(h); child.warning("own handler")
print(out.getvalue(), child.name, child.parent.name, log.getEffectiveLevel(), log.isEnabledFor(10), logging.getLevelName(20), logging.getLevelName("WARNING"), logging.getLevelName(15), log.hasHandlers(), log, root, h.level)
logging.addLevelName(25, "NOTICE"); log.log(25, "noticed"); logging.disable(logging.ERROR); log.error("disabled"); logging.disable(logging.NOTSET); print(out.getvalue().splitlines()[-1])
for bad in (lambda: log.setLevel("NOPE"), lambda: log.log("x", "m"), lambda: logging.Formatter("{bad", style="{"), lambda: logging.Formatter("%(x", style="%"), lambda: log.info("m", extra={"message": 1}), lambda: logging.getLogger(5), lambda: logging.Formatter(style="?")):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
m = logging.handlers.MemoryHandler(10, target=h); log2 = logging.getLogger("mem"); log2.propagate = False; log2.addHandler(m); log2.warning("buffered"); print("buffered" in out.getvalue()); m.flush(); print("buffered" in out.getvalue())
logging.config.dictConfig({"version": 1, "disable_existing_loggers": False, "formatters": {"f": {"format": "CFG %(message)s"}}, "handlers": {"c": {"class": "logging.StreamHandler", "formatter": "f", "stream": "ext://sys.stdout"}}, "loggers": {"cfg": {"handlers": ["c"], "level": "INFO", "propagate": False}}})
logging.getLogger("cfg").info("configured"); logging.getLogger("cfg").debug("no")
try:
    logging.config.dictConfig({"version": 2})
except ValueError as e:
    print(e)
r = logging.makeLogRecord({"msg": "a %s", "args": ("b",), "levelno": 30, "levelname": "WARNING"}); print(r.getMessage(), r.levelname, logging.Formatter("%(message)s").format(r), logging.BASIC_FORMAT)
logging.basicConfig(force=True, stream=sys.stdout, level=logging.WARNING, format="%(levelname)s:%(message)s"); logging.warning("basic"); logging.info("no")
logging.getLogger("n").addHandler(logging.NullHandler()); logging.captureWarnings(True); import warnings; warnings.showwarning("w", UserWarning, "f.py", 3)
