"""The verbs as tools for an agent (modelcontextprotocol.io) over stdin and stdout.

    agent -> tool -> one service -> a frozen answer; what an advertiser wrote stands under `untrusted`

Reading tools are always there; those that write only where the person asked for them. The package `mcp`, the
official one, lives here only.
"""
