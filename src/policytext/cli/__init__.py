"""
The library's verbs from a shell.

Exit codes: 0, all went well; 1, nothing was done, and standard error says why; 2, the command
was not understood; 3, it was done, but some of the texts could not be read. "verify" ends with 0
for yes, with 1 for no, and with 3 where a part could not be checked.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Callable, Sequence

from .arguments import command_line
from .verbs import FAILED, say

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run one verb.

    Parameters
    ----------
    arguments : sequence of str, optional
        The command line after the program's name; `sys.argv` unless given.

    Returns
    -------
    int
        The exit code.
    """
    options = command_line().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.showwarning = lambda message, *_, **__: say(str(message))
        try:
            return command(options)
        except KeyboardInterrupt:
            say("interrupted; what was tagged so far is kept")
            return 130
        except (OSError, ValueError, KeyError, ImportError) as error:
            say(str(error.args[0]) if isinstance(error, KeyError) else str(error))
            return FAILED
