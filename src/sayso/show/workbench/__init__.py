"""The workbench: a case in the browser, served from this machine, to look at and to judge.

application(bench, guard)   the pages and the API, as an ASGI application
serve(...)                  runs it
"""
