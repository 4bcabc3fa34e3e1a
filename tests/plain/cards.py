"""Cards as an author writes them, one of each that the tests of sessions need."""

TYPED = """
[[card]]
id = "word"
form = "typed"
prompt = "The loss of myelin?"
answer = "demyelination"
"""
SILENT = """
[[card]]
id = "silent"
form = "flashcard"
prompt = "What wraps axons?"
answer = "Myelin"
"""
CHOICE = """
[[card]]
id = "pick"
form = "choice"
prompt = "Which?"
answer = "right one"
wrong = ["wrong one"]
"""
VIGNETTE = """
[[card]]
id = "case"
form = "vignette"
prompt = "Which disease?"
clues = ["Weak legs", "Slow nerves."]
answer = "CIDP"
"""
CLOZE = """
[[card]]
id = "gaps"
form = "cloze"
prompt = "The {{sheath|what wraps}} lies around the {{axon|the wire}} of {{it}}."
"""
