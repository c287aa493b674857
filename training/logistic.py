"""Ridge logistic regression, for odds that a person can read: features of unit variance, a bias without a penalty."""

from __future__ import annotations

import numpy as np

STEPS = 200


def inverse(x: np.ndarray, ridge: float) -> np.ndarray:
    """Inverse of an upper bound of the Hessian (Böhning and Lindsay, 1988), with the ridge; the last column is 1."""
    penalty = _penalty(x.shape[1], ridge)
    return np.asarray(np.linalg.inv(x.T @ x / 4 + np.diag(penalty)))


def fit(x: np.ndarray, y: np.ndarray, inverse: np.ndarray, ridge: float) -> np.ndarray:
    """Weights by bound optimisation with Nesterov's momentum; ``inverse`` is that of ``x`` and ``ridge``."""
    penalty = _penalty(x.shape[1], ridge)
    found = np.zeros(x.shape[1])
    found[-1] = np.log((y.mean() + 1e-3) / (1 - y.mean()))
    ahead, pace = found.copy(), 1.0
    for _ in range(STEPS):
        new = ahead + inverse @ (x.T @ (y - chances(x, ahead)) - penalty * ahead)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = new + (pace - 1) / faster * (new - found)
        found, pace = new, faster
    return found


def chances(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Probabilities, 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x @ weights, -30, 30))))


def _penalty(width: int, ridge: float) -> np.ndarray:
    penalty = np.full(width, ridge)
    penalty[-1] = 1e-3
    return penalty
