"""Lets the monitor's tests share their made-up rows."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
