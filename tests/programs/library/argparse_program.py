# argparse: options, types, choices, subcommands, groups, help texts, errors, parse_known_args, actions, defaults.
import argparse
import sys


def attempt(parser, args):
    try:
        print(args, parser.parse_args(args))
    except SystemExit as e:
        print(args, "exit", e.code)
    sys.stdout.flush()


p = argparse.ArgumentParser(prog="tool", description="A tool that does things.", epilog="The end.")
p.add_argument("input", help="the input file")
p.add_argument("output", nargs="?", default="out", help="the output (default: %(default)s)")
p.add_argument("-v", "--verbose", action="count", default=0)
p.add_argument("-n", "--num", type=int, metavar="N", help="a number")
p.add_argument("--mode", choices=["fast", "slow"], default="fast")
p.add_argument("--flag", action=argparse.BooleanOptionalAction)
p.add_argument("-D", action="append", dest="defs")
p.add_argument("--const", action="store_const", const=42)
p.add_argument("--list", nargs="+", type=float)
p.add_argument("--version", action="version", version="%(prog)s 1.0")
p.add_argument("--hidden", help=argparse.SUPPRESS)
g = p.add_mutually_exclusive_group()
g.add_argument("--yes", action="store_true")
g.add_argument("--no", action="store_false")
for args in (["in"], ["in", "o", "-vvv", "-n5"], ["in", "--num=7", "--mode", "slow"], ["in", "--flag"], ["in", "--no-flag", "-Dx", "-D", "y"], ["in", "--const", "--list", "1", "2.5"], ["in", "--verb"], [], ["in", "-n", "x"], ["in", "--yes", "--no"], ["in", "--nope"], ["a", "b", "c"], ["in", "-n"], ["in", "--list"], ["--version"], ["--", "-in"], ["in", "--n", "3"], ["in", "-n", "-5"], ["in", "--ver"]):
    attempt(p, args)
p.print_help()
p.print_usage()
print(p.format_usage())
print(p.parse_known_args(["in", "o", "--zzz", "-v"]))
s = argparse.ArgumentParser(prog="multi")
sub = s.add_subparsers(dest="cmd", required=True, help="commands", title="subs")
a = sub.add_parser("add", aliases=["a"], help="adds")
a.add_argument("x", type=int)
a.add_argument("y", type=int)
a.set_defaults(func=lambda ns: ns.x + ns.y)
b = sub.add_parser("list")
b.add_argument("--all", "-a", action="store_true")
ns = s.parse_args(["add", "2", "3"])
print(ns.cmd, ns.func(ns))
for args in (["list", "-a"], ["a", "1", "2"] and ["list"], [], ["add", "1"]):
    attempt(s, args)
s.print_help()
a.print_help()


def even(v):
    n = int(v)
    if n % 2: raise argparse.ArgumentTypeError(f"{v} is odd")
    return n


class Upper(argparse.Action):
    def __call__(self, parser, ns, values, option=None): setattr(ns, self.dest, values.upper())


t = argparse.ArgumentParser(prog="t", add_help=False, formatter_class=argparse.RawDescriptionHelpFormatter, description="line one\n  line two")
t.add_argument("--even", type=even)
t.add_argument("--up", action=Upper)
t.add_argument("rest", nargs=argparse.REMAINDER)
for args in (["--even", "4"], ["--even", "3"], ["--up", "abc", "x", "-y"]):
    attempt(t, args)
print(t.format_help())
grp = argparse.ArgumentParser(prog="g", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
gg = grp.add_argument_group("special", "special options")
gg.add_argument("--one", default=1, help="first", type=int)
gg.add_argument("--pair", nargs=2, metavar=("A", "B"), default=("x", "y"), help="two")
print(grp.format_help(), vars(grp.parse_args(["--pair", "1", "2"])))
for bad in (lambda: p.add_argument("-n"), lambda: p.add_argument("x", dest="y"), lambda: p.add_argument("--q", action="nope"), lambda: p.add_argument("--q", nargs=0), lambda: argparse.Namespace(a=1) == argparse.Namespace(a=1)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
try:
    p2 = argparse.ArgumentParser(exit_on_error=False); p2.add_argument("--i", type=int); p2.parse_args(["--i", "x"])
except argparse.ArgumentError as e: print(e)
p.error("final error")
