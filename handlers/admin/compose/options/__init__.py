"""The window of the options: silent, protected …"""
