"""What the workers of ingest import (see side_by_side.py): slow to import, and the same for all."""

import atexit
import gc
import logging
import os
from importlib import import_module

logging.getLogger().addHandler(logging.NullHandler())  # or Beam has its warnings printed
for name in ("pipelines.ingest", "pipelines.beam_options"):
    import_module(name)
import_module("pipelines.lexicon").lexicon()
gc.freeze()  # or each fork's search for garbage would copy the pages of all of it
atexit.register(os._exit, 0)  # nothing of it need be taken to pieces
