# A command line built with click, run in-process by its test runner.
# packages: python3-click python3-colorama
import click
from click.testing import CliRunner


@click.group(chain=False, context_settings={"auto_envvar_prefix": "APP", "help_option_names": ["-h", "--help"], "terminal_width": 80})
@click.option("--debug/--no-debug", default=False, help="Switch debugging.")
@click.option("-v", "--verbose", count=True)
@click.version_option("1.2.3", prog_name="app")
@click.pass_context
def cli(ctx, debug, verbose):
    """An application with several commands.

    \b
    It keeps
    these lines.
    """
    ctx.obj = {"debug": debug, "verbose": verbose}


@cli.command()
@click.argument("names", nargs=-1, required=True)
@click.option("-n", "--count", type=click.IntRange(1, 5), default=1, show_default=True, metavar="N", help="How often.")
@click.option("--style", type=click.Choice(["plain", "loud"], case_sensitive=False), default="plain", show_choices=True)
@click.option("--tag", multiple=True, type=(str, int), help="Pairs.")
@click.pass_obj
def greet(obj, names, count, style, tag):
    """Greet NAMES."""
    for name in names:
        for _ in range(count):
            text = f"Hello {name}"
            click.echo(text.upper() if style == "loud" else text)
    click.secho(f"{obj} {tag}", fg="green", bold=True)


@cli.command("sum")
@click.argument("numbers", type=float, nargs=-1)
@click.option("--round", "digits", type=int, envvar="DIGITS")
def total(numbers, digits):
    """Add NUMBERS."""
    click.echo(round(sum(numbers), digits))


@cli.command()
@click.option("--name", prompt="Your name", default="nobody")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
@click.option("--yes", is_flag=True, prompt="Sure?")
def ask(name, password, yes):
    click.echo(f"{name} {len(password)} {yes}")


@cli.command()
@click.argument("source", type=click.File("r"))
@click.argument("target", type=click.Path(dir_okay=False, writable=True))
def copy(source, target):
    with open(target, "w") as f:
        f.write(source.read().upper())
    click.echo(click.format_filename(target))


@cli.group(invoke_without_command=True)
@click.pass_context
def sub(ctx):
    """Nested group."""
    click.echo(f"sub {ctx.invoked_subcommand}")


@sub.command(deprecated=True)
@click.option("--when", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--id", type=click.UUID)
def inner(when, id):
    click.echo(f"{when} {id}")


@cli.result_callback()
def done(result, **kw):
    click.echo(f"done {sorted(kw.items())}")


@cli.command()
def fail():
    raise click.ClickException("it failed")


@cli.command()
def crash():
    raise KeyError("inner")


@cli.command()
def bar():
    with click.progressbar(range(4), label="Work") as items:
        for _ in items:
            pass
    click.echo(click.style("styled", underline=True) + click.unstyle("\x1b[1mx\x1b[0m"))


runner = CliRunner()
with runner.isolated_filesystem():
    with open("in.txt", "w") as f:
        f.write("some text\n")
    for args, kw in [
        (["-h"], {}), (["--version"], {}), ([], {}), (["greet", "-h"], {}), (["-vv", "--debug", "greet", "Ann", "Bob", "-n", "2", "--style", "LOUD"], {}),
        (["greet", "x", "--tag", "a", "1", "--tag", "b", "2"], {"color": True}), (["greet"], {}), (["greet", "x", "-n", "9"], {}),
        (["greet", "x", "--style", "odd"], {}), (["gret"], {}), (["sum", "1", "2.5", "--round", "1"], {}), (["sum", "a"], {}),
        (["sum", "1.26"], {"env": {"DIGITS": "1"}}), (["ask"], {"input": "Ann\npw\npw\ny\n"}), (["ask"], {"input": "\npw\nno\npw\npw\nx\nn\n"}),
        (["copy", "in.txt", "out.txt"], {}), (["copy", "missing", "o"], {}), (["sub"], {}), (["sub", "inner", "--when", "2024-02-29"], {}),
        (["sub", "inner", "--when", "x"], {}), (["sub", "inner", "--id", "12345678123456781234567812345678"], {}), (["fail"], {}), (["crash"], {}),
        (["--nope"], {}), (["bar"], {}), (["sub", "--help"], {}),
    ]:
        r = runner.invoke(cli, args, **kw)
        print(args, r.exit_code, repr(r.exception))
        print(r.output)
    print(open("out.txt").read())
