"""Runs over more articles than one would like to begin again with.

Articles are read in guarded child processes (`guard.py`), many at once and in the order of the
inputs (`pool.py`), into shards that have their names only when they are whole (`shards.py`), in a
folder that knows by which configuration, code and rules it was made (`folder.py`); at the end they
are merged into the files of any other run (`merge.py`).

Who reads on many machines cannot read the inputs in one process: there a shard is a list of paths
and ranges (`specs.py`) that is made by one function, wherever (`process.py`), and Spark hands out
(`spark.py`). Guard, shards, folder and merge are the same.
"""
