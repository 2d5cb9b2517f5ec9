"""The benchmarks: `make bench`. The sandbox and the bot run in processes of their own."""
