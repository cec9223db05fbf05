"""What tests share: feeds to serve, a server, the program as a process, a terminal."""
