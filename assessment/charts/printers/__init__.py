"""What a picture is printed as; no printer lays anything out again."""
