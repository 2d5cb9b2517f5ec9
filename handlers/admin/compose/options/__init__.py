"""The windows of the options: silent, protected …"""
