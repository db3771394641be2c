"""How the program is left: what it printed is written whole, or the exit code says that it is not.

Whatever happens to an answer, to messages, or to the patience of a person, there is one exit code
for it, at most one line about it, and no traceback.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Any, NoReturn

INTERRUPTED = 130
UNWRITABLE = 2
READER_GONE = 141

SAID = "detente: interrupted\n"
AGAIN = 0.01  # seconds after which an interruption is repeated that nobody has heard


class _Interruption:
    """Whether Ctrl-C was pressed, and whether it ends the program on the spot.

    It does before a command runs and after: there is nothing then that would have to be put in
    order, and modules that are being loaded are not to be left half way.
    """

    def __init__(self) -> None:
        self.asked = False
        self.at_once = True

    def listen(self) -> None:
        """Listen to Ctrl-C, unless whoever started the program wants it not to be heard."""
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, self.heard)
            sys.unraisablehook = self.swallowed

    def heard(self, _: int, __: FrameType | None) -> NoReturn:
        """Take Ctrl-C."""
        self.asked = True
        if self.at_once:
            end_at_once()
        raise KeyboardInterrupt

    def swallowed(self, found: Any) -> None:
        """Repeat an interruption that came where Python can only drop it."""
        if issubclass(found.exc_type, KeyboardInterrupt):
            import _thread

            _thread.start_new_thread(self._repeat, ())
        else:
            sys.__unraisablehook__(found)

    def _repeat(self) -> None:
        import _thread
        import time

        time.sleep(AGAIN)
        if not self.at_once:
            _thread.interrupt_main()

    def deaf(self) -> None:
        """Hear Ctrl-C no more: all is done."""
        if signal.getsignal(signal.SIGINT) == self.heard:
            signal.signal(signal.SIGINT, signal.SIG_IGN)


def end_at_once() -> NoReturn:
    """Say that the program was interrupted, and end it."""
    try:
        os.write(2, SAID.encode())
    finally:
        os._exit(INTERRUPTED)


def guarded() -> int:
    """Run the command line; return its exit code, once all that was printed is written."""
    interruption = _Interruption()
    interruption.listen()
    if "_DETENTE_COMPLETE" in os.environ:  # a shell asks how a line could go on, click answers it
        from detente.cli.commands import app

        app.main(prog_name="detente")
    from detente.cli.streams import Unwritable, opened

    answer, messages = opened()
    lost: Unwritable | None = None
    said = False
    try:
        code = _command(sys.argv[1:], interruption)
        said = code == INTERRUPTED
    except Unwritable as error:
        code, lost = UNWRITABLE, error
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError as error:
        code = UNWRITABLE
        messages.write(f"detente: {error}\n")
    except Exception:
        # what is interrupted while it is being loaded may fail in any way
        if not interruption.asked:
            raise
        code = INTERRUPTED
    interruption.at_once = True
    try:
        answer.finish()
    except Unwritable as error:
        lost = lost or error
    if interruption.asked:
        code = INTERRUPTED
        messages.write("" if said else SAID)
    elif lost is not None:
        code = READER_GONE if lost.gone else UNWRITABLE
        messages.write("" if lost.gone else f"detente: the answer cannot be written: {lost}\n")
    messages.finish()
    interruption.deaf()
    sys.stdout, sys.stderr = answer.shut(), messages.shut()
    return code


def _command(words: list[str], interruption: _Interruption) -> int:
    """Run what a command line asks for; return the exit code."""
    import click

    from detente.cli.commands import app

    try:
        interruption.at_once = False
        with app.make_context("detente", words) as context:
            app.invoke(context)
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    finally:
        interruption.at_once = True
    return 0
