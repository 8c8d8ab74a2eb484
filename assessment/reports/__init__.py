"""What a page needs to know: load once, ask the rules, give values. Nothing here changes anything."""
