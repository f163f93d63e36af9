"""Plots of images and of augmented images."""
