"""The hook in the CMS: an HTTP service, the desk page, and the record of who let what through.

It needs the extra ``server``; nothing of it is imported by the rest of the package.
"""
