"""Which image layers are saved and read again: the arguments of each."""

from __future__ import annotations

from typing import Any

import prelayer

_SIZE = {"height": 4, "width": 7}

_CHAIN = [
    prelayer.RandomFlip(name="flip"),
    prelayer.RandomRotation(0.2, name="turn"),
    prelayer.Rescaling(0.5, name="halve"),
]

OPTIONS: dict[str, list[dict[str, Any]]] = {
    "AugMix": [{"num_chains": 2, "chain_depth": 1, "alpha": 2, "seed": 3}],
    "AugmentationPipeline": [{"layers": _CHAIN, "seed": 3}],
    "AutoContrast": [{}, {"value_range": (-100, 400)}],
    "CLAHE": [{}, {"clip_limit": 0.0, "tile_grid_size": (3, 2)}],
    "CenterCrop": [{"height": 2, "width": 3}, {"height": 8, "width": 3}],
    "CutMix": [{"factor": (0.5, 1), "seed": 3}],
    "Equalization": [{}, {"value_range": (-100, 400), "bins": 9}],
    "MaxNumBoundingBoxes": [{"max_number": 3, "fill_value": 0}],
    "MixUp": [{"alpha": 1, "seed": 3}],
    "RandAugment": [{"num_ops": 1, "factor": (0.1, 0.5), "seed": 3}],
    "RandomBrightness": [{"factor": 0.2, "seed": 3}],
    "RandomChannelShift": [{"factor": 0.2, "seed": 3}],
    "RandomColorDegeneration": [{"factor": 0.5, "seed": 3}],
    "RandomColorJitter": [{"brightness_factor": 0.2, "hue_factor": 0.1, "seed": 3}],
    "RandomContrast": [{"factor": 0.2, "seed": 3}],
    "RandomCrop": [{"height": 4, "width": 3, "seed": 3}],
    "RandomElasticTransform": [{"factor": (1, 1), "seed": 3}],
    "RandomErasing": [{"seed": 3}, {"factor": (1, 1), "fill_value": [1, 2, 3], "seed": 4}],
    "RandomFlip": [{"seed": 3}, {"mode": "horizontal", "seed": 4}],
    "RandomGaussianBlur": [{"seed": 3}, {"factor": (1, 1), "kernel_size": (5, 3), "seed": 4}],
    "RandomGrayscale": [{"factor": 0.5, "seed": 3}],
    "RandomHeight": [{"factor": 0.6, "seed": 3}],
    "RandomHue": [{"factor": 0.2, "seed": 3}],
    "RandomInvert": [{"factor": 1, "seed": 3}],
    "RandomPerspective": [{"factor": (1, 1), "scale": 0.4, "seed": 3}],
    "RandomPosterization": [{"factor": 4, "seed": 3}],
    "RandomRotation": [{"factor": 0.2, "seed": 3}],
    "RandomSaturation": [{"factor": 0.3, "seed": 3}],
    "RandomSharpness": [{"factor": 1.0, "seed": 3}],
    "RandomShear": [{"x_factor": 0.4, "y_factor": (0.1, 0.3), "seed": 3}],
    "RandomTranslation": [{"height_factor": 0.3, "width_factor": (0, 0.2), "seed": 3}],
    "RandomWidth": [{"factor": (0.2, 0.9), "interpolation": "area", "seed": 3}],
    "RandomZoom": [{"height_factor": 0.3, "seed": 3}],
    "Rescaling": [{"scale": 1 / 255}, {"scale": [0.1, 1, 2], "offset": [1, 0, -0.3]}],
    "Resizing": [
        *(
            {"interpolation": name, **_SIZE}
            for name in ("bilinear", "nearest", "area", "bicubic", "lanczos3", "lanczos5")
        ),
        {"crop_to_aspect_ratio": True, "antialias": True, **_SIZE},
        {"pad_to_aspect_ratio": True, "fill_value": 0.3, **_SIZE},
    ],
    "SamplewiseNormalization": [{}, {"scale": False}, {"center": False, "epsilon": 0.5}],
    "Solarization": [{"addition_factor": 0.2, "threshold_factor": 0.3, "seed": 3}],
}
