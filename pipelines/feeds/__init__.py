"""The network: what is due (pure), who may be asked how (pure), and asking (the rim).

names -> Feed            opml.py, names.py      what a person follows
states -> Round          due.py, plan.py        what is to be asked now, one queue a host
Round -> Document, Fetch fetching.py            the requests; `stages/fetch.py` is the same as a stage of Beam
Fetch -> FeedState       learning.py            what the next round knows, once the articles are landed
"""
