"""Messages about what is new and what is due, each once to each receiver.

news.py what there is to say -> sending.py claims, sends, settles, in a process that outlives the command
receivers.py who gets it: addresses are secrets, and are kept apart from the store
"""
