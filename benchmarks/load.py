"""Simulates many readers at once over real WebSocket sessions, on loopback only.

    python -m benchmarks.load --readers 1 10 50 100 200 --processes 1 2

Each reader opens the trade page, then presses other buttons of its choices, as a browser does:
widget states and address out, protobuf messages in, until the server says the run has ended. With
think time, readers act one after the other as people do; in a burst, all act at the same instant.
The generator shares the cores with the server and decodes every message, so what is measured is
slower than what a server of its own would give. The floor is one reader alone, in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ButtonGroup_pb2 import ButtonGroup
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from benchmarks import serving
from benchmarks.figures import percentile

PAGE = "commerce"
MOST_READERS = 500
_HEADINGS = (
    *("processes", "readers", "opening p95", "thinking p50", "p95", "p99"),
    *("at once p50", "p95", "p95 / alone", "errors", "memory", "CPU per answer"),
)
_FACES = "-faces"  # what a block shows of an answer is no other question
_SEED, _PATIENCE, _OPENING_AT_ONCE = 2026, 60.0, 4


@dataclass
class Served:
    """A copy of the dashboard: its address, and its process."""

    address: str
    pid: int

    def memory(self) -> float:
        """Resident memory now, in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        (line,) = [line for line in status.splitlines() if line.startswith("VmRSS")]
        return int(line.split()[1]) / 1024

    def processor(self) -> float:
        """Seconds of processor so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2]
        return sum(int(value) for value in fields.split()[11:13]) / 100


@dataclass
class Reader:
    """One session: what it may press, what it has pressed, and how long each answer took."""

    socket: ClientConnection
    pick: random.Random
    groups: dict[str, ButtonGroup] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    address: str = ""
    script: str = ""
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    async def act(self) -> None:
        """Press one button and wait for the whole answer."""
        key = self.pick.choice(sorted(self.groups))
        options = [option.content for option in self.groups[key].options]
        self.chosen[key] = self.pick.choice([one for one in options if one != self._now(key)])
        await self.run()

    def _now(self, key: str) -> str:
        held = [*self.groups[key].raw_values, ""]
        return self.chosen.get(key, held[0])

    async def run(self) -> None:
        """Send the state of the page and read until the run has ended; the time is kept."""
        asked = BackMsg()
        asked.rerun_script.page_name = PAGE
        asked.rerun_script.query_string = self.address
        asked.rerun_script.page_script_hash = self.script
        states = [WidgetState(id=key) for key in self.chosen]
        for state in states:
            state.string_array_value.data.append(self.chosen[state.id])
        asked.rerun_script.widget_states.CopyFrom(WidgetStates(widgets=states))
        begun = time.perf_counter()
        try:
            async with asyncio.timeout(_PATIENCE):
                await self.socket.send(asked.SerializeToString())
                while not self._is_last(await self.socket.recv()):
                    pass
        except (TimeoutError, WebSocketException) as error:
            self.errors.append(type(error).__name__)
        else:
            self.seconds.append(time.perf_counter() - begun)

    def _is_last(self, received: str | bytes) -> bool:
        if isinstance(received, str):
            raise TypeError("the server sent text where it sends protobuf")
        said = ForwardMsg.FromString(received)
        match said.WhichOneof("type"):
            case "new_session":
                self.groups = {}
            case "navigation":
                self.script = said.navigation.page_script_hash
            case "page_info_changed":
                self.address = said.page_info_changed.query_string
            case "delta" if said.delta.new_element.HasField("button_group"):
                group = said.delta.new_element.button_group
                if not group.id.endswith(_FACES):
                    self.groups[group.id] = group
            case "delta" if said.delta.new_element.HasField("exception"):
                self.errors.append(said.delta.new_element.exception.type)
            case "script_finished":
                return said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        return False


@dataclass(frozen=True)
class Load:
    """What a number of readers met: seconds of each answer, errors, MiB after, processor seconds."""

    opened: list[float]
    thinking: list[float]
    burst: list[float]
    errors: list[str]
    memory: float
    processor: float


async def opened(served: Sequence[Served], readers: int, stack: ExitStack) -> list[Reader]:
    """Open the page as each reader, a few at a time: people do not all arrive in one second."""
    found: list[Reader] = []
    gate = asyncio.Semaphore(_OPENING_AT_ONCE)

    async def one(place: int) -> None:
        address = served[place % len(served)].address.replace("http", "ws")
        async with gate:
            socket = await connect(
                f"{address}/_stcore/stream", subprotocols=["streamlit"], max_size=None
            )
            reader = Reader(socket, random.Random(_SEED + place))
            found.append(reader)
            await reader.run()

    await asyncio.gather(*(one(place) for place in range(readers)))
    stack.callback(lambda: [reader.socket.transport.abort() for reader in found])
    return found


async def _thinking(reader: Reader, actions: int, think: float) -> None:
    for _ in range(actions):
        await asyncio.sleep(reader.pick.expovariate(1) * think)
        await reader.act()


async def measure(
    served: Sequence[Served], readers: int, actions: int, think: float, bursts: int
) -> Load:
    """Let `readers` act `actions` times with `think` seconds between on average, then in bursts."""
    if readers > MOST_READERS:
        raise SystemExit(f"at most {MOST_READERS} readers: this generator stays on one machine")
    before = sum(one.processor() for one in served)
    with ExitStack() as stack:
        found = await opened(served, readers, stack)
        parts = [taken(found)]
        await asyncio.gather(*(_thinking(reader, actions, think) for reader in found))
        parts.append(taken(found))
        for _ in range(bursts):
            await asyncio.gather(*(reader.act() for reader in found))
        parts.append(taken(found))
        return Load(
            *parts,
            errors=[error for reader in found for error in reader.errors],
            memory=sum(one.memory() for one in served),
            processor=sum(one.processor() for one in served) - before,
        )


def taken(readers: Sequence[Reader]) -> list[float]:
    """Take away the times measured since the last call."""
    found = [seconds for reader in readers for seconds in reader.seconds]
    for reader in readers:
        reader.seconds.clear()
    return found


async def growth(served: Served, readers: int, reruns: int) -> list[tuple[int, float]]:
    """Return memory in MiB after each tenth of `reruns` answers to `readers` who never think."""
    with ExitStack() as stack:
        found = await opened([served], readers, stack)
        seen = [(0, served.memory())]
        for tenth in range(1, 11):
            rounds = max(1, reruns // 10 // readers)
            for _ in range(rounds):
                await asyncio.gather(*(reader.act() for reader in found))
            seen.append((tenth * rounds * readers, served.memory()))
        return seen


def _start(stack: ExitStack, data: Path, processes: int) -> list[Served]:
    started = [stack.enter_context(serving.served(data)) for _ in range(processes)]
    return [Served(address, pid) for address, pid in started]


def report(
    readers: Sequence[int],
    processes: Sequence[int],
    think: float,
    reruns: int,
    data: Path | None = None,
) -> list[str]:
    """Measure and return the lines of Markdown tables: milliseconds, ratios to one reader, MiB.

    `data` is the folder to serve, the snapshot's unless told otherwise.
    """
    lines = [f"| {' | '.join(_HEADINGS)} |", "|" + "--:|" * len(_HEADINGS)]
    alone = 0.0
    with tempfile.TemporaryDirectory() as folder:
        data = data or serving.snapshot(Path(folder))
        for copies in processes:
            for number in readers:
                with ExitStack() as stack:
                    served = _start(stack, data, copies)
                    asyncio.run(
                        measure(served, copies, 3, 0.1, 0)
                    )  # the first reader opens the build
                    found = asyncio.run(measure(served, number, 5, think, 3))
                alone = alone or statistics.median(found.burst)
                answers = len(found.opened) + len(found.thinking) + len(found.burst)
                cells = [
                    *(_at(found.opened, (0.95,))),
                    *(_at(found.thinking, (0.5, 0.95, 0.99))),
                    *(_at(found.burst, (0.5, 0.95))),
                    f"{percentile(found.burst, 0.95) / alone:.1f}" if found.burst else "",
                    f"{len(found.errors)}",
                    f"{found.memory:.0f} MiB",
                    f"{1000 * found.processor / max(1, answers):.0f} ms",
                ]
                lines.append(f"| {copies} | {number} | " + " | ".join(cells) + " |")
        if reruns:
            with ExitStack() as stack:
                (served,) = _start(stack, data, 1)
                seen = asyncio.run(growth(served, 10, reruns))
            lines += ["", "| answers | memory |", "|--:|--:|"]
            lines += [f"| {count} | {memory:.0f} MiB |" for count, memory in seen]
    return lines


def _at(seconds: Sequence[float], shares: Sequence[float]) -> list[str]:
    return [f"{1000 * percentile(seconds, s):.0f} ms" if seconds else "" for s in shares]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--readers", type=int, nargs="+", default=[1, 10, 50, 100, 200])
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--think", type=float, default=5.0, help="seconds, on average")
    parser.add_argument(
        "--reruns", type=int, default=5000, help="for the growth of memory; 0: none"
    )
    parser.add_argument("--data", type=Path, help="the folder to serve; by default the snapshot's")
    given = parser.parse_args()
    told = report(given.readers, given.processes, given.think, given.reruns, given.data)
    print("\n".join(told))


if __name__ == "__main__":
    main()
