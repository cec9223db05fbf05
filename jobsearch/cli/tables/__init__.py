"""What commands print: tables and reports, made with Rich."""
