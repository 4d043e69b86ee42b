"""The provisions of the laws looked at one by one: what each says, and which cases try it."""
