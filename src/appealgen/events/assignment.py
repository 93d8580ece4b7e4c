"""Spread many people evenly over cases, within what each person can write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from types import MappingProxyType
from typing import NamedTuple

from appealgen.errors import Problem, ProblemCode
from appealgen.messages import Message, message, nmessage


class Offer(NamedTuple):
    """Cases that a person can write for: id → rank of its language, 0 the best; other cases are absent."""

    row: int
    cases: Mapping[str, int]


Assignment = Mapping[int, tuple[str, ...]]
"""Row of the roster → ids of the person's cases, perhaps an empty tuple."""
_NOTHING: Assignment = MappingProxyType({})


def spread(
    offers: Sequence[Offer], cases: Sequence[str], *, each: int, at_least: int = 0, kept: Assignment = _NOTHING
) -> tuple[Assignment, tuple[Problem, ...]]:
    """Give everybody `each` cases, or all that they can write if those are fewer; as evenly as possible.

    No other choice gives more people to the case with the fewest, then to the next one, and so on: all cases have
    `at_least` people whenever that is possible, and otherwise as few as possible are missing. Among such choices, the
    one with the better languages wins; then earlier cases get the extra person, and earlier rows come first. Those in
    `kept` have their cases already, and others make up for it. The notices name each case with fewer than `at_least`
    people, or nobody.
    """
    cases = tuple(dict.fromkeys(cases))
    groups = _groups([offer for offer in offers if offer.row not in kept], cases, each)
    already = Counter(case for own in kept.values() for case in own)
    flow = _flow(groups, [already[case] for case in cases])
    while (cycle := _cheaper(flow)) is not None:
        _carry_out(flow, cycle)
    assignment: dict[int, tuple[str, ...]] = {offer.row: () for offer in offers} | dict(kept)
    for group, share in zip(groups, flow.shares, strict=True):
        assignment.update(_dealt(group, share, cases))
    people = Counter(case for own in assignment.values() for case in own)
    readers = Counter(case for offer in offers for case in offer.cases)
    return assignment, tuple(_shortages(people, readers, cases, at_least))


class _AlikePeople(NamedTuple):
    """People who can write the same cases equally well: index of a case → rank.

    `each` is the number of cases that each of them gets.
    """

    rows: tuple[int, ...]
    ranks: Mapping[int, int]
    each: int


def _groups(offers: Sequence[Offer], cases: Sequence[str], each: int) -> list[_AlikePeople]:
    rows: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for offer in offers:
        can = tuple((index, offer.cases[case]) for index, case in enumerate(cases) if case in offer.cases)
        rows.setdefault(can, []).append(offer.row)
    return [_AlikePeople(tuple(same), dict(can), max(0, min(each, len(can)))) for can, same in rows.items()]


def _dealt(
    group: _AlikePeople, people: Mapping[int, int], cases: Sequence[str]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Deal the cases within a group like cards, one case after the other, in order of the rows.

    No case has more people than the group, so nobody gets one twice; and all get equally many.
    """
    hands: list[list[str]] = [[] for _ in group.rows]
    at = 0
    for index in sorted(people):
        for _ in range(people[index]):
            hands[at % len(hands)].append(cases[index])
            at += 1
    order = {case: index for index, case in enumerate(cases)}
    for row, hand in zip(group.rows, hands, strict=True):
        yield row, tuple(sorted(hand, key=order.__getitem__))


class _Move(NamedTuple):
    """A number of people of a group who change from one case to another."""

    group: int
    source: int
    target: int


class _Flow(NamedTuple):
    """How many people of each group write for each case, balanced step by step.

    This is a minimum-cost flow from groups to cases, in which the cost of a case grows with the square of its people
    (Harvey, Ladner, Lovász, Tamir, “Semi-matchings for bipartite graphs and load balancing”, 2003). Because cases are
    few, it is stored as a graph of cases: an edge is the best group whose people can leave one case for the other, and
    an extra node, `outside`, stands for having a person more or less. A flow is cheapest when no cycle has a negative
    cost (Klein 1967). Each step moves as many people as it can.

    `people` counts by case, `shares` by group and case; `ways` are heaps of (ranks added, group) for moves from case
    to case. One step in rank costs `by_rank`, more than any order of cases; one person costs more than any ranks.
    """

    groups: Sequence[_AlikePeople]
    outside: int
    people: list[int]
    shares: list[dict[int, int]]
    ways: list[list[list[tuple[int, int]]]]
    by_rank: int
    by_people: int


def _flow(groups: Sequence[_AlikePeople], people: list[int]) -> _Flow:
    """An initial flow, nearly even, on top of the `people` of each case; groups with the least choice come first."""
    cases = len(people)
    worst = max((rank for group in groups for rank in group.ranks.values()), default=0)
    ways: list[list[list[tuple[int, int]]]] = [[[] for _ in range(cases)] for _ in range(cases)]
    by_rank = cases + 1
    flow = _Flow(groups, cases, people, [{} for _ in groups], ways, by_rank, by_rank * (cases * worst + 2))
    choice = [len(group.ranks) - group.each for group in groups]
    for number in sorted(range(len(groups)), key=choice.__getitem__):
        _pour(flow, number)
    for number, group in enumerate(groups):
        for source in group.ranks if choice[number] else ():
            for target in group.ranks:
                if _can(flow, _Move(number, source, target)):
                    ways[source][target].append((group.ranks[target] - group.ranks[source], number))
    for heaps in ways:
        for heap in heaps:
            heapify(heap)
    return flow


def _pour(flow: _Flow, number: int) -> None:
    """An initial share for a group: to the cases with the fewest people, as water fills the lowest places."""
    group, people = flow.groups[number], flow.people
    capacity = len(group.rows)
    amount, share = capacity * group.each, flow.shares[number]
    share.update(dict.fromkeys(group.ranks, 0))
    while amount:
        open_ = [case for case in group.ranks if share[case] < capacity]
        low = min(people[case] for case in open_)
        lowest = [case for case in open_ if people[case] == low]
        above = min((people[case] - low for case in open_ if people[case] > low), default=amount)
        step = min(above, amount // len(lowest), *(capacity - share[case] for case in lowest))
        if not step:  # fewer people are left than there are lowest cases
            lowest, step = sorted(lowest, key=lambda case: (group.ranks[case], case))[:amount], 1
        for case in lowest:
            share[case] += step
            people[case] += step
        amount -= step * len(lowest)


def _can(flow: _Flow, move: _Move) -> int:
    """How many people can make a move: those of the group who have the first case and not the second."""
    if move.source == move.target:
        return 0
    share = flow.shares[move.group]
    return min(share[move.source], len(flow.groups[move.group].rows) - share[move.target])


def _best(flow: _Flow, source: int, target: int) -> tuple[int, int] | None:
    """Ranks added by the best move from case to case, and its group. Impossible moves are dropped."""
    heap = flow.ways[source][target]
    while heap and not _can(flow, _Move(heap[0][1], source, target)):
        heappop(heap)
    return heap[0] if heap else None


def _edges(flow: _Flow) -> dict[tuple[int, int], tuple[int, int]]:
    """(from, to) → the cost of moving one person so, and the group; people first, then ranks, then order."""
    cases = range(flow.outside)
    edges = {}
    for source in cases:
        for target in cases:
            if (best := _best(flow, source, target)) is not None:
                edges[source, target] = best[0] * flow.by_rank, best[1]
    for case in cases:
        edges[flow.outside, case] = -(2 * flow.people[case] - 1) * flow.by_people - case, -1
        edges[case, flow.outside] = (2 * flow.people[case] + 1) * flow.by_people + case, -1
    return edges


def _cheaper(flow: _Flow) -> list[_Move] | None:
    """A cycle of moves with negative cost (Bellman and Ford); None if there is none."""
    edges = _edges(flow)
    costs, before = [0] * (flow.outside + 1), [-1] * (flow.outside + 1)
    while True:
        changed = False
        for (source, target), (cost, _) in edges.items():
            if costs[source] + cost < costs[target]:
                costs[target], before[target], changed = costs[source] + cost, source, True
        if not changed:
            return None
        if (cycle := _cycle(before)) is not None:
            return [_Move(edges[a, b][1], a, b) for a, b in zip(cycle, cycle[1:] + cycle[:1], strict=True)]


def _carry_out(flow: _Flow, cycle: Sequence[_Move]) -> None:
    """Move as many people as can make every move, and balance the cases at the ends of a cycle through the outside."""
    moves = [move for move in cycle if flow.outside not in (move.source, move.target)]
    count = min(_can(flow, move) for move in moves)
    loses = [move.target for move in cycle if move.source == flow.outside]
    gets = [move.source for move in cycle if move.target == flow.outside]
    for source, target in zip(loses, gets, strict=True):
        count = min(count, max(1, (flow.people[source] - flow.people[target]) // 2))
        flow.people[source] -= count
        flow.people[target] += count
    for move in moves:
        flow.shares[move.group][move.source] -= count
        flow.shares[move.group][move.target] += count
    for move in moves:
        _open_ways(flow, move)


def _open_ways(flow: _Flow, done: _Move) -> None:
    """Add the moves that became possible when people changed from one case to another."""
    ranks = flow.groups[done.group].ranks
    for case in ranks:
        for move in (_Move(done.group, done.target, case), _Move(done.group, case, done.source)):
            if _can(flow, move):
                way = (ranks[move.target] - ranks[move.source], move.group)
                heappush(flow.ways[move.source][move.target], way)


def _cycle(before: Sequence[int]) -> list[int] | None:
    """The nodes of a cycle in the order of its edges, given each node's predecessor; None without a cycle."""
    seen = [-1] * len(before)
    for start in range(len(before)):
        node = start
        while node != -1 and seen[node] == -1:
            seen[node] = start
            node = before[node]
        if node != -1 and seen[node] == start:
            cycle = [node]
            while (node := before[node]) != cycle[0]:
                cycle.append(node)
            return cycle[::-1]
    return None


def _shortages(
    people: Mapping[str, int], readers: Mapping[str, int], cases: Sequence[str], at_least: int
) -> Iterator[Problem]:
    for case in cases:
        got, can = people[case], readers[case]
        if got >= max(1, at_least):
            continue
        gets = _gets(case, got, at_least)
        if can > got:
            why = nmessage(
                "1 person reads its letters, but other cases need them too",
                "{count} people read its letters, but other cases need them too",
                can,
            )
            hint = message("let each person write for more cases, or leave a case out")
        else:
            why = (
                nmessage("only 1 person reads its letters", "only {count} people read its letters", can)
                if can
                else message("nobody reads its letters")
            )
            hint = message("a letter in another language would let more people write")
        yield Problem(ProblemCode.FEW_PEOPLE, message("{gets}; {why}", gets=gets, why=why), hint, case=case)


def _gets(case: str, got: int, at_least: int) -> Message:
    if not got and at_least > 1:
        return message("{case}: nobody will write for it (wanted: {wanted})", case=case, wanted=at_least)
    if at_least > 1:
        return nmessage(
            "{case}: {count} person will write for it (wanted: {wanted})",
            "{case}: {count} people will write for it (wanted: {wanted})",
            got,
            case=case,
            wanted=at_least,
        )
    return message("{case}: nobody will write for it", case=case)
