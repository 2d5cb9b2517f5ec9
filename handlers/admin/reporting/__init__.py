"""What a report is sent with: files of recipients, and pictures."""
