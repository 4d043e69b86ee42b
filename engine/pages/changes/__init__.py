"""What two versions of some laws say and answer differently, for readers and programs."""
