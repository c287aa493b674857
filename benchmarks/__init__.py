"""What the product is worth, measured: one runner (`python -m benchmarks NAME`) for the gate and for reports."""
