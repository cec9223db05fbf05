"""Messages about new posts and due dates, each sent once to each receiver.

news.py: the contents -> sending.py: claim, send, and settle in a process that outlives the command
receivers.py: the receivers, whose addresses are secrets and stored separately from the database
"""
