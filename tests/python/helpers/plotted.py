"""What matplotlib draws, read from its figures."""

import numpy as np

from prelayer import plot_images


def pixels(axes):
    return axes.images[0].get_array().filled()


def shown(*arguments, **options):
    """Returns the pixels of the first picture that `plot_images()` draws."""
    return pixels(plot_images(*arguments, **options).axes[0])


def box_of(patch):
    return [*patch.get_xy(), *(np.add(patch.get_xy(), [patch.get_width(), patch.get_height()]))]


def titles(figure):
    return [axes.get_title() for axes in figure.axes]
