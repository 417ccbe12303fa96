"""Reading pictures, sound and video from strangers: in a child process that can do nothing else."""
