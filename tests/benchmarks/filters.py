"""A filter of the units page is changed: how long until the new rows are drawn, in the browser."""

from collections.abc import Sequence

from playwright.async_api import Page

from tests.benchmarks import visits
from tests.benchmarks.bench import Bench
from tests.benchmarks.data import LARGE, SMALL
from tests.benchmarks.figures import high

# Each leaves other rows or other columns than the one before.
_CHANGES = (
    *(("kind", "so"), ("kind", "don_vi_cap_3"), ("kind", "")),
    *(("bloc", "C3"), ("bloc", "K2"), ("bloc", "")),
    *(("phase", "2"), ("phase", "all"), ("phase", "1")),
    *(("late", "yes"), ("late", "no")),
)
# From the change event to the frame after the new rows are in the document.
_CHANGE = """async ([name, value]) => {
  const order = ["phase", "kind", "bloc"]
  const field = name === "late" ? document.querySelector(".gs-tick-field input")
    : document.querySelectorAll(".gs-filters select")[order.indexOf(name)]
  const drawn = () => [...document.querySelectorAll(".gs-m-table thead, .gs-m-unit a, .gs-m-sum")]
    .map(node => node.textContent).join("|")
  const before = drawn()
  const begin = performance.now()
  if (name === "late") field.checked = value === "yes"
  else field.value = value
  field.dispatchEvent(new Event("change", { bubbles: true }))
  return await new Promise((resolve, reject) => {
    const over = setTimeout(() => reject(new Error("the rows stay: " + name + " " + value)), 10000)
    const look = () => {
      if (drawn() === before) return
      watch.disconnect()
      clearTimeout(over)
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin)))
    }
    const watch = new MutationObserver(look)
    const all = { childList: true, subtree: true, characterData: true }
    watch.observe(document.querySelector(".gs-units"), all)
  })
}"""


async def filters(bench: Bench) -> None:
    """Every filter in turn, some rounds over, at both sizes alternating."""
    bench.figures.begin("filter change to new rows drawn")
    taken: dict[int, list[float]] = {SMALL: [], LARGE: []}
    for _ in range(bench.rounds):
        for units in taken:
            taken[units] += await _changed(bench, units)
    for units, values in taken.items():
        goal = 120 if units == LARGE else None
        bench.figures.add(f"{units} units, all filters", values, "ms", goal)
        for name in dict.fromkeys(name for name, _ in _CHANGES):
            some = _of(name, values)
            bench.figures.add(f"{units} units, {name}", some, "ms")
        bench.figures.add(f"{units} units, 95th percentile", [high(values)], "ms")


async def _changed(bench: Bench, units: int) -> list[float]:
    url = f"{bench.toolkits[units].url}?page=units&phase=1"
    async with visits.visitor(bench.browser) as context:
        page = await context.new_page()
        await page.goto(url, wait_until="commit")
        await page.locator(".gs-m-table tbody .gs-m-unit a").first.wait_for()
        await page.wait_for_timeout(500)
        taken = [await _change(page, change) for change in _CHANGES]
        await visits.leave(page)
        return taken


async def _change(page: Page, change: tuple[str, str]) -> float:
    taken: float = await page.evaluate(_CHANGE, list(change))
    await page.wait_for_timeout(150)
    return taken


def _of(name: str, values: Sequence[float]) -> list[float]:
    times = len(values) // len(_CHANGES)
    return [one for (what, _), one in zip(_CHANGES * times, values, strict=True) if what == name]
