print("third is imported by the star")
