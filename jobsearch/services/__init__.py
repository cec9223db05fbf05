"""The operations of jobsearch: each takes settings and plain values and returns a frozen result."""
