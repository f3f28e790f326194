"""The deployment of several machines, run as processes of this one."""
