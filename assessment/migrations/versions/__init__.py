"""The steps themselves; none of them imports the tables as they are today."""
