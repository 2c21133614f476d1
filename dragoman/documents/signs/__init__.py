"""The signs a page gives of the state its text is in: paywalls, translation, bylines, credits.

The words are data: one small file a language (``en.toml`` says what each list is for) and
``agencies.toml``. To teach another language, add a file.
"""
