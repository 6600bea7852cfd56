"""`compliance serve` and `site`: the board in a browser, the API, and what of it needs no server."""

from pathlib import Path
from typing import Annotated

import typer

from ..problem import Code, Problem, UnusableError
from .app import UNUSABLE, refuse

commands = typer.Typer(rich_markup_mode=None)


@commands.command("serve", short_help="Serve the board and the API", epilog="Example: compliance serve --port 8401")
def serve_command(
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where it listens.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65_535, help="0 takes a free one.")] = 8401,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="A further name by which it is called. Repeatable."),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that judge.")] = 2,
) -> None:
    """Serve the board, the law and the record as pages, and the API under /v1.

    It listens to this machine alone unless another address is named. Nothing is kept of what is asked.
    """
    try:
        import uvicorn

        from ..web.app import Settings, create_app
        from ..web.serving import OPTIONS, host_of
    except ImportError:
        message = "the web server is not installed: it is the extra `web` of this package"
        typer.echo(str(Problem(Code.UNKNOWN_ID, message, "serve")), err=True)
        raise typer.Exit(UNUSABLE) from None
    own = ("127.0.0.1", "localhost", "[::1]", *map(host_of, (host, *(name or ()))))
    app = create_app(Settings(hosts=tuple(dict.fromkeys(own)), workers=workers))
    typer.echo(f"http://{'localhost' if host == '127.0.0.1' else host_of(host)}:{port}/board (interrupt to stop)")
    uvicorn.run(app, host=host.strip("[]"), port=port, **OPTIONS)


@commands.command("site", short_help="Write law, record and cases as pages", epilog="Example: compliance site public")
def site_command(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="A folder that is not there yet, or is empty.")],
) -> None:
    """Write the annotated law, the record and the packaged cases as a folder of pages; they need no server."""
    from ..files.save import create, new_folder
    from ..web.site import files

    number = 0
    try:
        new_folder(folder)
        for part in ("law", "record", "cases"):
            new_folder(folder / part)
        for name, text in files():
            create(folder / name, text)
            number += 1
    except UnusableError as error:
        refuse(error.problems)
    typer.echo(f"{folder}: {number} files; open {folder / 'index.html'}")


@commands.command("mcp", short_help="Serve the engine as tools of an assistant", epilog="Example: compliance mcp")
def mcp_command() -> None:
    """Serve the engine by the Model Context Protocol, over standard input and output.

    Tools: judge, explain, plan_for, law, lifted. Each answers with the page of a command, its notice on it.
    """
    try:
        from ..web.tools import server
    except ImportError:
        message = "the protocol's library is not installed: it is the extra `mcp` of this package"
        typer.echo(str(Problem(Code.UNKNOWN_ID, message, "mcp")), err=True)
        raise typer.Exit(UNUSABLE) from None
    server().run("stdio")
