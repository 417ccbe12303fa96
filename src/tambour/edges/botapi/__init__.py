"""The Bot API: the published interface of TamTam and MAX on one set of paths, over the same services as all else."""
