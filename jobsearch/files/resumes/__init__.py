"""A résumé as people have it, read as plain text.

    bytes -> kinds: which format -> pdf, archives, rtf, markup, json_resume or plain -> lines: words rejoined
                       (all but plain text in a process with limits, see apart)

sections tells the headings of such a text from its matter.
"""
