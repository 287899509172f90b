"""`python -m tinvan`."""

from tinvan.cli import main

main(prog_name="tinvan")
