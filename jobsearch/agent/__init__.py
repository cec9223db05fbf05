"""The operations as tools for an agent (modelcontextprotocol.io) over stdin and stdout.

agent -> tool -> one service -> a frozen answer, with text by advertisers under `untrusted`

Reading tools are always available, writing tools only at the user's request. This is the only package that
uses `mcp`, the official SDK.
"""
