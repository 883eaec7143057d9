"""A pack: what goes to a court or a colleague, sealed so that a change of any byte is found.

    write(contents, folder, seal)       make it (contents.py tells what is in it)
    seal.py, signature.py, timestamp.py say what it held, by whom, and when
    check(opened(path), trust)          whether it still is what was packed

The originals are a web archive, the readings JSON lines, the claims spreadsheets: nobody needs
sayso to read a pack, and README.txt in it says how.
"""
