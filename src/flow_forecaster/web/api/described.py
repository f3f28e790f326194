"""Blueprints of the API that are described when somebody asks: it takes longer than a start may."""

from __future__ import annotations

import threading
from types import FunctionType
from typing import Any

from flask_openapi import APIBlueprint, OpenAPI
from flask_openapi.utils import parse_parameters

_one_at_a_time = threading.Lock()


class DescribedBlueprint(APIBlueprint):
    """Keeps what is said of its operations until it is to be written down."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._undescribed: list[tuple[str, FunctionType, dict[str, Any]]] = []

    def _collect_openapi_info(self, rule: str, func: FunctionType, **said: Any) -> Any:
        self._undescribed.append((rule, func, said))
        return parse_parameters(func, doc_ui=False)

    def describe(self) -> None:
        """Write down what is not yet."""
        for rule, func, said in self._undescribed:
            super()._collect_openapi_info(rule, func, **said)
        self._undescribed.clear()


def complete_description(app: OpenAPI) -> None:
    """Let the application's document tell of the operations of all its blueprints."""
    with _one_at_a_time:
        for blueprint in app.blueprints.values():
            if isinstance(blueprint, DescribedBlueprint):
                blueprint.describe()
                _merge(app, blueprint)


def _merge(app: OpenAPI, blueprint: DescribedBlueprint) -> None:
    for tag in blueprint.tags:
        if tag.name not in app.tag_names:
            app.tags.append(tag)
            app.tag_names.append(tag.name)
    app.paths.update(blueprint.paths)
    app.components_schemas.update(blueprint.components_schemas)
