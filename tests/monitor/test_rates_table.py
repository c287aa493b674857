"""Rates against numbers worked out by hand."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from monitor_tables import acled, acled_file, sheet_file
from scipy.stats import binomtest  # type: ignore[import-untyped]

from readout.monitor.rates import equal_rates, ratio, share_interval, windows
from readout.monitor.run import assess
from readout.monitor.terms import load_terms


def test_ratio_of_equal_windows_by_hand() -> None:
    """0 against 5: p = 2 * 0.5**5 = 1/16; the upper bound of the share is 1 - 0.025**(1/5)."""
    found = ratio(5, 0, 30, 30)
    share = 1 - 0.025 ** (1 / 5)
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(share / (1 - share))
    assert found.p == pytest.approx(1 / 16)


def test_ratio_with_nothing_before_is_open_upwards() -> None:
    found = ratio(0, 3, 10, 10)
    share = 0.025 ** (1 / 3)
    assert (found.value, found.high) == (None, None)
    assert found.low == pytest.approx(share / (1 - share))
    assert found.p == pytest.approx(2 * 0.5**3)


def test_ratio_of_unequal_windows() -> None:
    """4 in 20 days, 1 in 10: under equal rates 1/3 of 5 falls into the second; P(1) = 5 * (1/3) * (2/3)**4."""
    found = ratio(4, 1, 20, 10)
    assert found.value == pytest.approx((1 / 10) / (4 / 20))
    probabilities = [1, 5, 10, 10, 5, 1]
    mass = [c * (1 / 3) ** k * (2 / 3) ** (5 - k) for k, c in enumerate(probabilities)]
    assert found.p == pytest.approx(sum(m for m in mass if m <= mass[1] * (1 + 1e-9)))


def test_nothing_at_all_and_nonsense() -> None:
    assert ratio(0, 0, 1, 1).p is None
    with pytest.raises(ValueError, match="windows"):
        ratio(1, 1, 0, 1)


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.02, 0.98))
@example(3, 3, 0.5)
@example(2, 4, 1 / 3)
@example(40_000, 41_000, 0.5)
def test_the_test_is_scipys(before: int, during: int, share: float) -> None:
    total = before + during
    assume(total > 0)
    reference = binomtest(during, total, share)
    interval = reference.proportion_ci(confidence_level=0.95, method="exact")
    assert equal_rates(during, total, share) == pytest.approx(float(reference.pvalue), rel=1e-6, abs=1e-12)
    assert share_interval(during, total) == pytest.approx((float(interval.low), float(interval.high)), abs=1e-9)


def test_windows_are_equal_and_say_when_the_data_end_early(tmp_path: Path) -> None:
    sheet = load_terms(sheet_file(tmp_path / "s.toml"))
    full = windows(sheet, datetime(2025, 1, 1), datetime(2025, 6, 1))
    assert full is not None
    assert (full.before, full.end, full.days_before) == (datetime(2025, 2, 16), datetime(2025, 4, 17), 30)
    short = windows(sheet, datetime(2025, 3, 8), datetime(2025, 6, 1))
    assert short is not None
    assert (short.days_before, short.days_during) == (10, 10)
    assert "the data reach no further" in short.said
    assert windows(sheet, datetime(2025, 3, 18), datetime(2025, 6, 1)) is None


def test_counts_by_party_and_class_in_a_small_table(tmp_path: Path) -> None:
    struck = "{} forces attacked {} in Ostburg."
    cases = [
        ("2025-02-15", "Arvania", "a substation"),  # before the window
        ("2025-02-16", "Arvania", "a substation"),  # first day of the window before
        ("2025-03-17", "Arvania", "a substation"),  # last day before
        ("2025-03-17", "Belmark", "an oil depot"),
        ("2025-03-17", "Belmark", "a school"),  # not of the terms
        ("2025-03-18", "Arvania", "a substation"),
        ("2025-04-16", "Belmark", "a nuclear power plant"),
        ("2025-04-17", "Belmark", "a substation"),  # after the end
    ]
    rows = [acled(n, day, struck.format(who, thing)) for n, (day, who, thing) in enumerate(cases)]
    path = acled_file(tmp_path / "a.csv", *rows, acled(99, "2025-05-30", "", source=""))
    sheet = load_terms(sheet_file(tmp_path / "s.toml", prohibits='["energy", "nuclear"]'))
    rates = {(r.party, r.target_class): r for r in assess([sheet], [path]).accounts[0].rates}
    assert {key: (r.before, r.during) for key, r in rates.items()} == {
        ("all", "all"): (3, 2), ("all", "energy"): (3, 2), ("all", "nuclear"): (0, 1),
        ("ARV", "all"): (2, 1), ("ARV", "energy"): (2, 1), ("ARV", "nuclear"): (0, 0),
        ("BEL", "all"): (1, 1), ("BEL", "energy"): (1, 1), ("BEL", "nuclear"): (0, 1),
    }  # fmt: skip
    whole = rates[("all", "all")]
    assert (whole.days_before, whole.days_during, whole.ratio) == (30, 30, pytest.approx(2 / 3))
    assert any("too few to compare" in warning for warning in whole.warnings)
    assert "exact conditional binomial" in whole.test and "SciPy" in whole.test


def test_a_change_of_all_reporting_is_warned_of(tmp_path: Path) -> None:
    rows = [acled(n, f"2025-03-{10 + n % 8:02}", "Shelling near a school by Arvania.") for n in range(60)]
    rows += [acled(100 + n, f"2025-03-{18 + n % 8:02}", "Shelling near a school by Arvania.") for n in range(10)]
    sheet = load_terms(sheet_file(tmp_path / "s.toml", end="duration = 8"))
    [warnings] = {r.warnings[-1:] for r in assess([sheet], [acled_file(tmp_path / "a.csv", *rows)]).accounts[0].rates}
    assert "incidents of every kind went from 60 to 10" in warnings[0]


def test_sensitivity_shows_start_end_distance_and_account(tmp_path: Path) -> None:
    rows = [acled(n, f"2025-03-{17 + n:02}", "Arvania forces attacked a substation.") for n in range(4)]
    path = acled_file(tmp_path / "a.csv", *rows)
    one = load_terms(sheet_file(tmp_path / "1.toml", account="One"))
    two = load_terms(sheet_file(tmp_path / "2.toml", account="Two", start="2025-03-20", end=""))
    table = {(r.account, r.choice, r.value): r.breaches for r in assess([one, two], [path]).sensitivity}
    assert table[("One", "as given", "")] == 3
    assert table[("One", "start", "2025-03-20, as the account Two has it")] == 1
    assert table[("One", "start", "2025-03-17 (-1 days)")] == 4
    assert table[("Two", "as given", "")] == 1
    assert ("One", "end", "no end, as the account Two has it") in table
