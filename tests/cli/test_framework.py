"""What Click says by itself, it says in the reader's language."""

import pytest
from click.testing import CliRunner

from flow_forecaster.cli import commands

CALLS = {
    "an option is missing": ("db copy", "Falta a opção '--from'."),
    "an argument is missing": ("db backup", "Falta o argumento 'FILE'."),
    "an option has no value": ("forecast --items", "A opção '--items' precisa de um valor."),
    "a value is too many": ("db copy --mirror=3", "A opção '--mirror' não recebe um valor."),
    "a command is none": ("db nope", "Não existe o comando 'nope'."),
    "an option is none": ("db copy --nope", "Não existe a opção '--nope'."),
    "an argument is too many": ("user create a@b.c d", "Veio um argumento a mais (d)"),
    "a file is not there": ("backtest /none", "'/none': não existe."),
    "a file is a folder": ("db backup /", "'/': é uma pasta."),
    "a number is too small": ("backtest --window 0 x", "0 está fora da faixa 1<=x<=520."),
    "a number is none": ("backtest --window a x", "'a' não pode ser lido como número"),
    "a choice is none": ("check --language fr", "'fr' não é um destes: 'pt-BR', 'en'."),
}


@pytest.mark.parametrize(("call", "sentence"), CALLS.values(), ids=CALLS)
def test_a_refusal_is_in_the_terminals_language(call, sentence):
    result = CliRunner().invoke(commands, call.split(), env={"LANGUAGE": "pt_BR"})
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_help_says_in_the_terminals_language_what_is_needed():
    result = CliRunner().invoke(commands, ["db", "copy", "--help"], env={"LANGUAGE": "pt_BR"})
    assert result.stdout.count("[obrigatória]") == 2
