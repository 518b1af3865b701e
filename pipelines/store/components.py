"""Pairs -> connected components."""

from collections.abc import Iterable
from typing import TypeVar

Node = TypeVar("Node", str, int)


def components(pairs: Iterable[tuple[Node, Node]]) -> dict[Node, Node]:
    """Each member of a pair -> the smallest member of its component. Independent of the order of the pairs."""
    parent: dict[Node, Node] = {}

    def root(node: Node) -> Node:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    return {node: root(node) for node in list(parent)}
