"""The operations of jobsearch, which take settings and plain values and return frozen results."""
