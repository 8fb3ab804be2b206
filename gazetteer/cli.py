import click


@click.group()
def main() -> None:
    """Look up places."""
