"""The addresses for machines beside the pages: same questions, same answers, bounded.

The modules: `parameters` reads the query string, `series`, `published`, `catalogue` and `health`
answer, `problems` says what is wrong, `turnstile` bounds how much is worked on at once,
`openapi` describes it all and `routes` gives it addresses.
"""
