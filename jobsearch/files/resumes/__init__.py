"""Convert résumés in common formats to plain text.

    bytes -> kinds: which format -> pdf, archives, rtf, markup, json_resume or plain -> lines: words rejoined
                       (all but plain text in a process with limits, see child_process)

The `sections` module separates the headings in the resulting text from its contents.
"""
