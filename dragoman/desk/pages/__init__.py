"""The pages, one file each: a function from what is asked to what is shown."""
