"""Runs and other commands that are killed, starved of disk or refused at any moment."""
