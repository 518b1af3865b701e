"""The network: what is due (pure), who may be asked how (pure), and asking (the rim).

names -> Feed            opml.py, names.py        what a person follows
states -> Round          state.py, plan.py        what is to be asked now, one queue a host
Round -> Document, Fetch fetching.py              the requests; a stage of Beam also as a stage of Beam, and without end
Document -> its pages    full_text.py, pages.py   where an entry is only a teaser, or a person wants all of it
Fetch -> FeedState       state.py                 what the next round knows, once the articles are landed
"""
