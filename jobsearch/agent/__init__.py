"""The operations of jobsearch as tools for an agent (modelcontextprotocol.io) over stdin and stdout.

agent -> tool -> one service -> a frozen answer, with text from advertisers under `untrusted`

Reading tools are always available; writing tools are available only at the user's request. This is the only
package that uses `mcp`, the official SDK.
"""
