"""Pictures of images and of what layers make of them."""
