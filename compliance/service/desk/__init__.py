"""The desk page: what an editor sees of a check, decides, and hands on, in a browser.

Pages are made on the server and work without the script; a story's own words reach them as text and never as markup.
"""
