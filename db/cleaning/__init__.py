"""Silent subscribers, who are asked whether they are still there, unseen."""
