"""A figure as plain data, read and written like Plotly's own; nothing is checked here, but in the tests.

Plotly's `graph_objects` check and copy each property as it is set, which took most of the time of a
page. `tests/unit/test_spec.py` hands every kind of chart to them instead. No figure bears Plotly's
template (3 kB): Streamlit takes it off again in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from plotly.basedatatypes import BaseFigure


class Node(dict[str, Any]):
    """Properties by attribute, nested ones too; what is not set is None, as Plotly's default stands."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = self.get(name)
        if type(value) is dict:
            value = self[name] = Node(value)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def merge(self, changes: Mapping[str, Any]) -> None:
        """Set `changes`; those of a nested mapping leave its other properties alone."""
        for name, value in changes.items():
            held = getattr(self, name)
            if isinstance(held, Node) and isinstance(value, Mapping):
                held.merge(value)
            else:
                self[name] = value


class Figure(BaseFigure):  # type: ignore[misc] # Streamlit takes one as it is, and checks all others
    """Traces and a layout, in that part of `graph_objects.Figure`'s manners that our charts use."""

    def __init__(self, layout: Mapping[str, Any]) -> None:
        # Not the parent's: it makes its own checked copy of everything.
        self._traces: list[Node] = []
        self._plain = Node(annotations=[], shapes=[])
        self._plain.update(layout)

    @property
    def data(self) -> tuple[Node, ...]:
        """The traces."""
        return tuple(self._traces)

    @property
    def layout(self) -> Node:
        """The layout, to be read and written."""
        return self._plain

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as Plotly's JSON has it."""
        return {"data": self._traces, "layout": self._plain}

    def add_traces(self, traces: Iterable[Mapping[str, Any]]) -> None:
        """Add traces that say their `type`."""
        self._traces += map(Node, traces)

    def add_annotation(self, **note: Any) -> None:
        """Add one text."""
        self._plain.annotations.append(Node(note))

    def add_shape(self, **shape: Any) -> None:
        """Add one shape."""
        self._plain.shapes.append(Node(shape))

    def add_bar(self, **trace: Any) -> None:
        """Add bars."""
        self._traces.append(Node(trace, type="bar"))

    def add_scatter(self, **trace: Any) -> None:
        """Add points or lines."""
        self._traces.append(Node(trace, type="scatter"))

    def add_scattergeo(self, **trace: Any) -> None:
        """Add points of a map."""
        self._traces.append(Node(trace, type="scattergeo"))

    def add_choropleth(self, **trace: Any) -> None:
        """Add filled lands."""
        self._traces.append(Node(trace, type="choropleth"))

    def add_treemap(self, **trace: Any) -> None:
        """Add nested rectangles."""
        self._traces.append(Node(trace, type="treemap"))

    def update_layout(self, **changes: Any) -> None:
        """Change the layout."""
        self._plain.merge(changes)

    def update_yaxes(self, **changes: Any) -> None:
        """Change the vertical axis."""
        self._plain.merge({"yaxis": changes})

    def update_geos(self, **changes: Any) -> None:
        """Change the map."""
        self._plain.merge({"geo": changes})
