"""What two versions of some laws say differently."""
