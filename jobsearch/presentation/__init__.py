"""Words for any face: the command line, the web page and documents."""
