"""The plan: pages with their frames, and for every panel all that its picture is made from."""
