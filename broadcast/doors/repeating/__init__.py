"""What comes again and again, by the admins' word."""
