"""The quality dashboard: a build told in one page that opens anywhere.

tm.dashboard.page.render(payload, lang="fr")    "<!doctype html>…"
"""
